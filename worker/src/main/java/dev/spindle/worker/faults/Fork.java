package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Starts a process that does nothing for a long time, and leaves it behind. Without input it is a child of the worker; with {@code
 * "detached"} it is as daemons are: in a session of its own, its parent gone. Returns its process id.
 */
public final class Fork implements Task<@Nullable String, Long> {
    private static final String SECONDS = "1000";

    /**
     * It says who it is once it leads its session; then it becomes the one that sleeps, under the same id. Its parent, the shell in the
     * brackets, is gone by then; the outer one waits for what it says, as what is said after a process's end is not read.
     */
    private static final String DETACHED =
            "echo $(setsid sh -c 'echo $$; exec sleep " + SECONDS + " </dev/null >/dev/null 2>&1' &)";

    @Override
    public Long run(@Nullable String input, TaskContext context) throws IOException, InterruptedException {
        if (input == null) {
            return quiet("sleep", SECONDS)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .pid();
        }
        if (!input.equals("detached")) {
            throw new IllegalArgumentException("fault.fork takes nothing or \"detached\", not \"" + input + "\"");
        }
        Process parent = quiet("sh", "-c", DETACHED).start();
        try (BufferedReader said = parent.inputReader()) {
            Long pid = Long.valueOf(said.readLine());
            parent.waitFor();
            return pid;
        }
    }

    private static ProcessBuilder quiet(String... command) {
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    @Override
    public String name() {
        return "fault.fork";
    }

    @Override
    public String description() {
        return "leaves a process behind and returns its id: a child, or detached, one that left its session";
    }
}
