package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final String JOBS = "{\"task\":\"fault.halt\"}\n{\"task\":\"fault.hang\",\"timeout\":\"200ms\"}\n"
            + "{\"task\":\"fault.throw\",\"input\":\"x\"}\n{\"task\":\"echo\"}";

    @ParameterizedTest(name = "--retries {0} --retry-on {1}")
    @CsvSource({
        ", , 3, 1, 1",
        "0, , 1, 1, 1",
        "2, failed, 1, 1, 3",
        "1, 'failed,LOST, timeout', 2, 2, 2",
        "1, timeout, 1, 2, 1",
    })
    void aJobIsTriedAgainAfterWhatIsNamed(String retries, String retryOn, int lost, int timeout, int failed)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("run", "--grace", "50ms", "-k", "-j", "2"));
        if (retries != null) {
            words.addAll(List.of("--retries", retries));
        }
        if (retryOn != null) {
            words.addAll(List.of("--retry-on", retryOn));
        }

        Ended ended = Spindle.run(JOBS, words.toArray(String[]::new)).assertStatus(1);

        assertThat(ended.results())
                .extracting(result -> result.status() + " " + result.number("attempts"))
                .containsExactly("lost " + lost, "timeout " + timeout, "failed " + failed, "ok 1");
    }
}
