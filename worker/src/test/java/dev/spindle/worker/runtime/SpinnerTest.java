package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.tasks.Spinner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spinner in a worker: a signal stops it, a cancel too. */
@ExtendWith(NoProcessLeft.class)
class SpinnerTest {
    private static final String INPUT = "\"thinking!\"";

    @Test
    void turnsUntilItsSignalIsSet() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.greet();
            long job = worker.run("spinner", INPUT);
            worker.awaitOutputs(5);
            worker.send(new ToWorker.SetSignal(job, "done", null));

            int frames = Integer.parseInt(worker.result(job).toString());

            List<String> texts = worker.takeTexts();
            assertThat(frames).isGreaterThanOrEqualTo(5);
            assertThat(texts).hasSize(frames + 1).endsWith(Spinner.blank("thinking!"));
            for (int turn = 0; turn < frames; turn++) {
                assertThat(texts.get(turn)).isEqualTo(Spinner.frame(turn, "thinking!"));
            }
        }
    }

    @Test
    void wipesItsLineWhenItIsCancelled() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.greet();
            long job = worker.run("spinner", INPUT);
            worker.awaitOutputs(1);
            worker.send(new ToWorker.CancelRequest(job));

            worker.failure(job, ErrorObject.CANCELLED);

            assertThat(worker.takeTexts()).startsWith("\r\\ thinking!").endsWith(Spinner.blank("thinking!"));
        }
    }

    @Test
    void breaksWhenItIsToBreak() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.greet();
            long job = worker.run("fault.spinner", "\"\"");

            assertThat(worker.failure(job, ErrorObject.TASK_FAILED).error().message())
                    .isEqualTo("the spinner broke");
            assertThat(worker.takeTexts()).hasSize(10).startsWith("\r\\ ", "\r| ", "\r/ ");
        }
    }
}
