package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Signals.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A signal that comes twice at once is one, as when {@code timeout} sends it to the process and to its group. */
class RepeatedSignalTest {
    private static final Received INT = new Received("SIGINT", 2);
    private static final Received TERM = new Received("SIGTERM", 15);

    private final List<String> raised = new ArrayList<>();
    private final Signals signals = new Signals((signal, count) -> raised.add(signal.name() + " " + count));

    private void came(Received signal, int atMillis) {
        signals.came(signal, Duration.ofMillis(atMillis).toNanos());
    }

    @Test
    void theSameAtOnceIsTheSame() {
        came(INT, 1000);
        came(INT, 1001);
        came(INT, 1049);

        assertThat(raised).containsExactly("SIGINT 1");
    }

    @Test
    void aLaterOneIsTheSecond() {
        came(TERM, 1000);
        came(TERM, 1001);
        came(TERM, 1050);

        assertThat(raised).containsExactly("SIGTERM 1", "SIGTERM 2");
    }

    @Test
    void anotherIsTheSecond() {
        came(INT, 1000);
        came(TERM, 1000);

        assertThat(raised).containsExactly("SIGINT 1", "SIGTERM 2");
    }
}
