package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.journal.History;
import dev.spindle.coordinator.journal.History.Interrupted;
import dev.spindle.coordinator.journal.JournalException;
import dev.spindle.coordinator.journal.JournaledRun;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a journal. */
@Command(
        name = "journal",
        description =
                "What is in the journal of a run: its runs, how many jobs are done and how, what may have run when it was killed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0; 2 when it is no journal, or damaged elsewhere than at its end.",
            "",
            "Examples:",
            "  spindle journal jobs.journal",
            "  spindle journal jobs.journal --records | jq -c 'select(.status==\"failed\")'"
        })
final class JournalCommand implements Callable<Integer>, Verbosity.Holder {
    /** So many interrupted attempts are named for people. */
    private static final int SHOWN = 10;

    @Parameters(paramLabel = "FILE", description = "The journal.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--json", description = "The same as one JSON object.")
    private boolean json;

    @Option(
            names = "--records",
            description = "Every record instead, as a JSON object a line; docs/journal.md explains them.")
    private boolean records;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }

    @Override
    public Integer call() throws ValueException {
        if (!Files.isRegularFile(file)) {
            throw CommandException.usage("there is no file " + file);
        }
        try {
            if (records) {
                return printRecords();
            }
            History history = History.read(file);
            if (history.isTorn()) {
                verbosity.say("the last record is torn: a run that goes on cuts off " + history.tornBytes() + " bytes");
            }
            Stdout.print(json ? Values.write(fields(history)) + "\n" : text(history));
            return ExitStatus.OK;
        } catch (JournalException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandException.usage("cannot read " + file + ": " + e.getMessage());
        }
    }

    private int printRecords() throws IOException, JournalException {
        OutputStream stdout = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        PrintStream out = new PrintStream(stdout, false, StandardCharsets.UTF_8);
        try {
            History.records(file, record -> out.print(record + "\n"));
        } finally {
            out.flush();
        }
        if (out.checkError()) {
            throw CommandException.cannotWork(Stdout.GONE, null);
        }
        return ExitStatus.OK;
    }

    private String text(History history) {
        StringBuilder text = new StringBuilder();
        List<String> done = new ArrayList<>();
        history.byStatus().forEach((status, count) -> done.add(count + " " + status));
        text.append(history.done()
                + (history.done() == 1 ? " job done" : " jobs done")
                + (done.isEmpty() ? "" : ": " + String.join(", ", done)));
        text.append("; " + history.open() + " begun or read and not done\n");
        for (JournaledRun run : history.runs()) {
            text.append(run.began() + "  spindle " + run.version() + ", code " + run.code() + ": " + end(run) + "\n");
        }
        List<Interrupted> interrupted = history.interrupted();
        for (Interrupted each : interrupted.subList(0, Math.min(SHOWN, interrupted.size()))) {
            text.append("line " + each.seq() + " may have been running, in attempt " + each.attempt() + "\n");
        }
        if (interrupted.size() > SHOWN) {
            text.append("and " + (interrupted.size() - SHOWN) + " more\n");
        }
        return text.toString();
    }

    private static String end(JournaledRun run) {
        if (run.exitStatus() < 0) {
            return "killed, or running still";
        }
        String end = "ended with status " + run.exitStatus();
        if (run.neverRead() == 0) {
            return end;
        }
        return end + (run.neverRead() < 0 ? "" : ", " + run.neverRead() + " lines never read");
    }

    private static Map<String, Object> fields(History history) {
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (JournaledRun run : history.runs()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("began", run.began());
            fields.put("version", run.version());
            fields.put("code", run.code());
            fields.put("exitStatus", run.exitStatus() < 0 ? null : run.exitStatus());
            fields.put("neverRead", run.neverRead() < 0 ? null : run.neverRead());
            runs.add(fields);
        }
        List<Map<String, Object>> interrupted = new ArrayList<>();
        for (Interrupted each : history.interrupted()) {
            interrupted.add(Map.of("seq", each.seq(), "attempt", each.attempt()));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("done", history.done());
        fields.put("byStatus", history.byStatus());
        fields.put("open", history.open());
        fields.put("interrupted", interrupted);
        fields.put("torn", history.isTorn());
        fields.put("runs", runs);
        return fields;
    }
}
