package dev.spindle.coordinator.report;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a page about a run when it is over. */
public final class RunReport implements RunObserver {
    private final Path file;
    private final Consumer<String> complain;
    private String startedAt = "";
    private Map<String, String> settings = Map.of();
    private volatile @Nullable RunRecord record;

    private RunReport(Path file, Consumer<String> complain) {
        this.file = file;
        this.complain = complain;
    }

    /**
     * One for that file. Tries whether it can be written, which is left as it is, or empty.
     *
     * @param complain told in a line why there will be no page
     * @return null when it cannot be written
     */
    public static @Nullable RunReport to(Path file, Consumer<String> complain) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            return new RunReport(file, complain); // to open a pipe may take for ever, and be seen at its other end
        }
        try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
            return new RunReport(file, complain);
        } catch (IOException e) {
            complain.accept("cannot write the report, the run goes on without it: " + e.getMessage());
            return null;
        }
    }

    @Override
    public void begins(LiveRun run) {
        settings = run.settings();
        startedAt = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                ZonedDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
        record = new RunRecord(System.nanoTime(), run::seq);
    }

    @Override
    public void attemptEnded(AttemptReport attempt) {
        RunRecord known = record;
        if (known != null) {
            known.ended(attempt);
        }
    }

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        RunRecord known = record;
        if (known != null) {
            known.started(worker, System.nanoTime());
        }
    }

    @Override
    public void workerLost(DeathReport death) {
        RunRecord known = record;
        if (known != null) {
            known.died(death, System.nanoTime());
        }
    }

    @Override
    public void workerLeft(DeathReport end, int jobs) {
        RunRecord known = record;
        if (known != null) {
            known.left(end);
        }
    }

    @Override
    public void ended(RunEnd end) {
        RunRecord known = record;
        if (known == null) {
            return;
        }
        try {
            String page = new ReportPage(end, known, settings, startedAt, System.nanoTime()).html();
            SideFile written = SideFile.open("report", file, false, complain);
            written.put(page);
            written.close();
        } catch (IOException e) {
            complain.accept("cannot make the report " + file + ": " + e.getMessage());
        }
    }
}
