package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobQueueTest {
    private final JobQueue queue = new JobQueue();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static Attempt attempt(long id) {
        Outgoing nowhere = new Outgoing(
                new StreamFrameSink(OutputStream.nullOutputStream(), Framing.LINE), (status, line) -> {}, null);
        return Attempt.of(new ToWorker.RunTask(id, "echo", RawJson.NULL, id, 2), nowhere);
    }

    @Test
    void theOldestIsTakenFirst() {
        queue.add(attempt(1));
        queue.add(attempt(2));

        assertThat(queue.poll()).extracting(Attempt::id).isEqualTo(1L);
        queue.answered();
        assertThat(queue.poll()).extracting(Attempt::id).isEqualTo(2L);
    }

    @Test
    void aCancelInterruptsBetweenPollAndEndedOnly() {
        Attempt attempt = attempt(1);
        queue.add(attempt);
        queue.poll();

        assertThat(queue.cancel(1)).isNull();
        assertThat(attempt.isCancelled()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        queue.ended();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        queue.cancel(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aCancelAfterTheEndIsNoCancel() {
        Attempt attempt = attempt(1);
        queue.add(attempt);
        queue.poll();
        queue.ended();

        queue.cancel(1);

        assertThat(attempt.isCancelled()).isFalse();
    }

    @Test
    void anInterruptThatComesLateIsGoneWithTheNextJob() {
        queue.add(attempt(1));
        Thread.currentThread().interrupt();

        queue.poll();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aWaitingAttemptThatIsCancelledIsTheCallers() {
        queue.add(attempt(1));
        queue.add(attempt(2));

        assertThat(queue.cancel(2)).extracting(Attempt::id).isEqualTo(2L);
        assertThat(queue.cancel(2)).isNull();
        assertThat(queue.find(2)).isNull();
        assertThat(queue.find(1)).isNotNull();
    }

    @Test
    void nothingIsKeptOnceItIsClosed() {
        queue.add(attempt(1));

        assertThat(queue.close()).extracting(Attempt::id).containsExactly(1L);
        assertThat(queue.add(attempt(2))).isFalse();
        queue.shutDown(new ToWorker.Shutdown(3));
        assertThat(queue.poll()).isNull();
        assertThat(queue.isShutDown()).isTrue();
        assertThat(queue.shutdown()).isEqualTo(new ToWorker.Shutdown(3));
    }

    @Test
    void aFrozenQueueNamesTheLastThatRan() {
        assertThat(queue.freeze()).isEqualTo(Message.NO_ID);
        JobQueue busy = new JobQueue();
        busy.add(attempt(1));
        busy.poll();
        busy.ended();

        assertThat(busy.freeze()).isEqualTo(1);
        busy.answered();
        assertThat(busy.freeze()).isEqualTo(Message.NO_ID);
    }
}
