package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.RawJson;
import dev.spindle.worker.tasks.Echo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class CrossingsTest {
    private static List<Crossing> to(List<Crossing> crossings, boolean worker) {
        return crossings.stream().filter(each -> each.toWorker() == worker).toList();
    }

    @Test
    void haveBothSidesTimes() throws Exception {
        WorkerPool pool = Pools.small().workers(1).recordWire().build();
        try (pool) {
            pool.submit(Echo.class, RawJson.of("\"hello\"")).get();
        }
        List<Crossing> crossings = pool.crossings();
        assertThat(crossings).allSatisfy(each -> {
            assertThat(each.excerpt()).startsWith("{\"jsonrpc\":\"2.0\"");
            assertThat(each.bytes()).isGreaterThan(30);
            assertThat(each.encode()).isNotNegative();
            assertThat(each.transport()).isNotNegative();
            assertThat(each.decode()).isNotNegative();
        });
        assertThat(crossings).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
        assertThat(to(crossings, true))
                .extracting(Crossing::excerpt)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"initialize\""),
                        second -> assertThat(second).contains("\"task/run\"", "\"hello\""),
                        third -> assertThat(third).contains("\"shutdown\""),
                        last -> assertThat(last).contains("\"exit\""));
        assertThat(to(crossings, false))
                .extracting(Crossing::excerpt)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"spindle-worker-jvm\""),
                        second -> assertThat(second).contains("\"result\":\"hello\""),
                        third -> assertThat(third).contains("\"result\":null"),
                        last -> assertThat(last).contains("\"$/goodbye\""));
    }

    @Test
    void haveOneSidesTimesWhereTheWorkerWasKilled() throws Exception {
        WorkerPool pool = Pools.small().workers(1).retries(0).recordWire().build();
        try (pool) {
            pool.submit("fault.halt", 5, JsonNode.class).outcome();
        }
        assertThat(to(pool.crossings(), true)).hasSize(2).allSatisfy(each -> {
            assertThat(each.encode()).isNotNegative();
            assertThat(each.transport()).isEqualTo(Crossing.UNKNOWN);
            assertThat(each.decode()).isEqualTo(Crossing.UNKNOWN);
        });
        assertThat(to(pool.crossings(), false)).isNotEmpty().allSatisfy(each -> {
            assertThat(each.encode()).isEqualTo(Crossing.UNKNOWN);
            assertThat(each.decode()).isNotNegative();
        });
    }

    @Test
    void areKeptOnlyWhenAskedFor() throws Exception {
        WorkerPool pool = Pools.small().workers(1).build();
        try (pool) {
            pool.submit(Echo.class, RawJson.of("\"hello\"")).get();
        }
        assertThat(pool.crossings()).isEmpty();
    }
}
