import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A task is a plain class: a test makes one and calls it. */
class NewTaskTest {
    private final NewTask task = new NewTask();

    @Test
    void countsThePrimes() {
        assertEquals(new NewTask.Output(25), task.run(new NewTask.Input(1, 100), new Context(false)));
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThrows(IllegalArgumentException.class, () -> task.run(new NewTask.Input(2, 1), new Context(false)));
    }

    @Test
    void stopsWhenAsked() {
        NewTask.Input large = new NewTask.Input(1, Integer.MAX_VALUE);

        assertThrows(CancellationException.class, () -> task.run(large, new Context(true)));
    }

    /** What a worker would tell the task. */
    private record Context(boolean isCancelled) implements TaskContext {
        @Override
        public Signal signal(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void progress(double fraction, String message) {}

        @Override
        public int attempt() {
            return 1;
        }
    }
}
