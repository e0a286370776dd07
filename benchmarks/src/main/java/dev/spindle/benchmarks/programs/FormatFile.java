package dev.spindle.benchmarks.programs;

import com.google.googlejavaformat.java.Main;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Formats a source file, whose path it takes, with a tool for the command line; returns what that prints. */
public final class FormatFile implements Task<String, String> {
    @Override
    public String run(String input, TaskContext context) throws Exception {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        Main tool = new Main(new PrintWriter(out, true), new PrintWriter(errors, true), InputStream.nullInputStream());
        int status = tool.format(input);
        if (status != 0) {
            throw new IllegalStateException("status " + status + ": " + errors);
        }
        return out.toString();
    }
}
