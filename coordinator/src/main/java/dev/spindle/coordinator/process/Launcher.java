package dev.spindle.coordinator.process;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.apache.commons.exec.ProcessDestroyer;

/** What makes a process of a command; a seam, so that a pool can be spoken to from within its own JVM. */
public interface Launcher {
    /** By Commons Exec, which is what every pool does. */
    Launcher COMMONS_EXEC = Launcher::execute;

    /**
     * Starts the process, and does not wait for it.
     *
     * @param watchers makes the thread that launches the process and waits for its end
     * @param streams is given the process's streams, then started; stopped when the process has ended
     * @param capture is given the process
     * @param completion told of the end, once
     */
    void launch(
            CommandLine command,
            ThreadFactory watchers,
            ExecuteStreamHandler streams,
            ProcessDestroyer capture,
            ExecuteResultHandler completion)
            throws IOException;

    private static void execute(
            CommandLine command,
            ThreadFactory watchers,
            ExecuteStreamHandler streams,
            ProcessDestroyer capture,
            ExecuteResultHandler completion)
            throws IOException {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setThreadFactory(watchers)
                .setExecuteStreamHandler(streams)
                .get();
        executor.setExitValues(null); // any is an end to be told, none an exception
        executor.setProcessDestroyer(capture);
        executor.execute(command, completion);
    }
}
