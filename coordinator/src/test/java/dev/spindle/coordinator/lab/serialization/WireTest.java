package dev.spindle.coordinator.lab.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.Crossing;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final String HEAD = "{\"jsonrpc\":\"2.0\",";

    private static Crossing crossing(boolean toWorker, String rest, int bytes, long transport) {
        return new Crossing(0, 0, toWorker, HEAD + rest, bytes, 0, 1, transport, 2);
    }

    /** A greeting, two jobs, a farewell. */
    private static List<Crossing> twoJobs(long lastTransport) {
        List<Crossing> crossings = new ArrayList<>();
        crossings.add(crossing(true, "\"id\":0,\"method\":\"initialize\"", 150, 900));
        crossings.add(crossing(false, "\"id\":0,\"result\":{", 500, 901));
        crossings.add(crossing(true, "\"id\":1,\"method\":\"task/run\"", 105, 10));
        crossings.add(crossing(false, "\"method\":\"$/output\"", 60, 902));
        crossings.add(crossing(false, "\"id\":1,\"result\":7", 42, 11));
        crossings.add(crossing(true, "\"id\":2,\"method\":\"task/run\"", 1105, 20));
        crossings.add(crossing(false, "\"id\":2,\"result\":[", 1042, lastTransport));
        crossings.add(crossing(true, "\"id\":3,\"method\":\"shutdown\"", 60, 903));
        crossings.add(crossing(false, "\"id\":3,\"result\":null", 40, 904));
        crossings.add(crossing(true, "\"method\":\"exit\"", 40, 905));
        crossings.add(crossing(false, "\"method\":\"$/goodbye\"", 60, 906));
        return crossings;
    }

    @Test
    void tellsAJobsMessagesByItsNumber() throws Exception {
        Wire wire = new Wire(twoJobs(21));

        assertThat(wire.toWorker(1, 1)).isEqualTo(10);
        assertThat(wire.fromWorker(1, 1)).isEqualTo(11);
        assertThat(wire.toWorker(2, 1000)).isEqualTo(20);
        assertThat(wire.fromWorker(2, 1000)).isEqualTo(21);
    }

    @Test
    void aRecordThatDoesNotFitTheJobsIsNoMeasurement() throws Exception {
        Wire wire = new Wire(twoJobs(Crossing.UNKNOWN));

        assertThatThrownBy(() -> wire.toWorker(1, 1000)).isInstanceOf(UnmeasuredException.class);
        assertThatThrownBy(() -> wire.toWorker(3, 1)).isInstanceOf(UnmeasuredException.class);
        assertThatThrownBy(() -> wire.fromWorker(2, 1000)).isInstanceOf(UnmeasuredException.class);
        assertThatThrownBy(() -> new Wire(twoJobs(21).subList(0, 6))).isInstanceOf(UnmeasuredException.class);
        assertThatThrownBy(() -> new Wire(List.of())).isInstanceOf(UnmeasuredException.class);
    }
}
