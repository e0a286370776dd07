package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.probes.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoProcessLeft.class)
class StackTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HANG = "dev.spindle.worker.faults.Hang.";
    private static final int MOST_ASKED = 1_000;

    @Test
    void isToldWhileALoopCounts() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start("--task", Gate.class.getName())) {
            worker.greet();
            assertThat(ask(worker, 100).has("token"))
                    .as("of a worker without a job")
                    .isFalse();
            long hanging = worker.run("fault.hang", "\"counted\"");

            JsonNode told = ask(worker, 101);
            for (int i = 102; i < MOST_ASKED && !top(told).startsWith(HANG); i++) { // the job may be about to begin
                told = ask(worker, i);
            }

            assertThat(told.path("token").asLong()).isEqualTo(hanging);
            assertThat(told.path("threads")).hasSize(1);
            JsonNode job = told.path("threads").path(0);
            assertThat(job.path("name").asText() + " " + job.path("state").asText())
                    .isEqualTo("job RUNNABLE");
            assertThat(top(told)).startsWith(HANG);
        }
    }

    private static String top(JsonNode told) {
        return told.path("threads").path(0).path("stack").path(0).asText();
    }

    private static JsonNode ask(WorkerProcess worker, long id) throws Exception {
        worker.send(new ToWorker.TellStack(id));
        return MAPPER.readTree(worker.result(id).toString());
    }

    @Test
    void isToldToNobodyBeforeTheHandshake() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.send(new ToWorker.TellStack(7));

            worker.failure(7, ErrorObject.INVALID_REQUEST);
        }
    }
}
