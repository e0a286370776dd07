package dev.spindle.coordinator.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class UnmeasuredExceptionTest {
    @Test
    void saysWhatFailedAndWhy() {
        ExecutionException failed = new ExecutionException(new IllegalStateException("no such Java"));

        assertThat(UnmeasuredException.of("thread", failed))
                .hasMessage("thread: no such Java")
                .hasCause(failed);
        assertThat(UnmeasuredException.of("file lock", new IOException("disk full")))
                .hasMessage("file lock: disk full");
    }

    @Test
    void namesTheKindOfFailureThatHasNoMessage() {
        assertThat(UnmeasuredException.of("thread", new ExecutionException(new StackOverflowError())))
                .hasMessage("thread: java.lang.StackOverflowError");
    }

    @Test
    void theEndOfThePoolIsTheEndOfEverything() {
        CancellationException cancelled = new CancellationException();
        RejectedExecutionException rejected = new RejectedExecutionException("the pool is closed");

        assertThatThrownBy(() -> UnmeasuredException.of("messages", new ExecutionException(cancelled)))
                .isSameAs(cancelled);
        assertThatThrownBy(() -> UnmeasuredException.of("messages", new ExecutionException(rejected)))
                .isSameAs(rejected);
    }

    @Test
    void aPoolThatDoesNotStartMayBeWhatCannotBeMeasured() {
        assertThat(UnmeasuredException.of("other Java", new RejectedExecutionException("workers do not start")))
                .hasMessage("other Java: workers do not start");
    }
}
