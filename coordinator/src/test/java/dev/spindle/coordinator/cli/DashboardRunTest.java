package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a run of the command line. */
class DashboardRunTest {
    private static final Pattern ADDRESS = Pattern.compile("dashboard: (http://127\\.0\\.0\\.1:\\d+)/(\\?token=\\w+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Its address is shown even with -q, since there is no other way to know it. */
    @Test
    void aRunIsFollowedAndDrained() throws Exception {
        Running run = Spindle.of("run", "--dashboard", "-q", "-j1", "-t", "echo")
                .input("1\n2\n")
                .inputStaysOpen()
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ADDRESS.matcher(run.errorsSoFar()).find());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ask(run, "GET", "/metrics").contains("spindle_jobs_total{status=\"ok\"} 2\n"));

        assertThat(ask(run, "POST", "/drain")).isEqualTo("no further job begins; what runs may end\n");

        assertThat(run.end().assertStatus(0).results()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "http", "08080000", "80 80"})
    void whatIsNoPortIsSaidBeforeAnythingStarts(String port) {
        SeeingOptions options = new SeeingOptions();
        options.set("--dashboard", port);

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> options.observers(new Verbosity()))
                .withMessage("--dashboard: '" + port + "' is no port from 1 to 65535; without one it takes a free port")
                .returns(ExitStatus.USAGE, CommandException::status);
    }

    private static String ask(Running run, String method, String path) throws IOException, InterruptedException {
        Matcher address = ADDRESS.matcher(run.errorsSoFar());
        assertThat(address.find()).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1) + path + address.group(2)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
