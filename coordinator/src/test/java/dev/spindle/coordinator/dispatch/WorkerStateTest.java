package dev.spindle.coordinator.dispatch;

import static dev.spindle.coordinator.dispatch.WorkerState.BUSY;
import static dev.spindle.coordinator.dispatch.WorkerState.DRAINING;
import static dev.spindle.coordinator.dispatch.WorkerState.EXITED;
import static dev.spindle.coordinator.dispatch.WorkerState.IDLE;
import static dev.spindle.coordinator.dispatch.WorkerState.RESERVE;
import static dev.spindle.coordinator.dispatch.WorkerState.STARTING;
import static dev.spindle.coordinator.dispatch.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerStateTest {
    private static final Map<WorkerState, Set<WorkerState>> NEXT = Map.of(
            STARTING, Set.of(RESERVE, IDLE, STOPPING, EXITED),
            RESERVE, Set.of(IDLE, STOPPING, EXITED),
            IDLE, Set.of(BUSY, STOPPING, EXITED),
            BUSY, Set.of(IDLE, DRAINING, STOPPING, EXITED),
            DRAINING, Set.of(STOPPING, EXITED),
            STOPPING, Set.of(EXITED),
            EXITED, Set.of());

    /** One way there from the beginning. */
    private static PooledWorker in(WorkerState state) {
        PooledWorker worker = new PooledWorker(0, 0, Set.of(), 1, 0);
        WorkerState[] way =
                switch (state) {
                    case STARTING -> new WorkerState[] {};
                    case BUSY -> new WorkerState[] {IDLE, BUSY};
                    case DRAINING -> new WorkerState[] {IDLE, BUSY, DRAINING};
                    case RESERVE, IDLE, STOPPING, EXITED -> new WorkerState[] {state};
                };
        for (WorkerState each : way) {
            worker.become(each);
        }
        return worker;
    }

    @ParameterizedTest
    @EnumSource
    void goesOnlyWhereTheTableSays(WorkerState from) {
        for (WorkerState to : WorkerState.values()) {
            boolean allowed = NEXT.getOrDefault(from, Set.of()).contains(to);
            assertThat(from.canBecome(to)).as(from + " to " + to).isEqualTo(allowed);
            PooledWorker worker = in(from);
            if (allowed) {
                worker.become(to);
                assertThat(worker.state()).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> worker.become(to))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(from + " to " + to);
                assertThat(worker.state()).isEqualTo(from);
            }
        }
    }
}
