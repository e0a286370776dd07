package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.OomKill;
import dev.spindle.coordinator.Stop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How jobs and workers were stopped or died, as fields of a result line; docs/supervision.md explains them. */
public final class DeathText {
    /** As {@link #error(DeathReport, long, int)} writes it; inside a string the quotes would be escaped. */
    private static final Pattern SEQ = Pattern.compile("\"seq\":\\d+,\"ranMs\"");

    private DeathText() {}

    /** Of a job whose time was over. */
    static Map<String, Object> error(JobOutcome.TimedOut<?> timedOut) {
        Stop stop = timedOut.stop();
        Map<String, Object> error = ResultLine.error(
                "timeout",
                "no result within " + timedOut.limit().toMillis() + " ms; stopped by "
                        + stop.by().text() + " after " + stop.took().toMillis() + " ms more");
        error.put("stop", stop(stop));
        return error;
    }

    /** Of the job in line {@code seq} that lost its worker for the last time. */
    static Map<String, Object> error(DeathReport death, long seq, int attempts) {
        String again = attempts == 1 ? "" : "; quarantined after " + attempts + " attempts";
        Map<String, Object> error = ResultLine.error("lost", death.cause() + again);
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("worker", death.worker());
        report.put("generation", death.generation());
        report.put("processId", death.processId());
        report.put("kind", death.kind().text());
        report.put("exitStatus", death.exitStatus());
        report.put("signal", death.signal());
        report.put("ambiguous", death.isAmbiguous());
        report.put("deliberate", death.deliberate());
        report.put("cause", ResultLine.wellFormed(death.cause()));
        report.put("stop", death.stop() == null ? null : stop(death.stop()));
        report.put("residentBytes", known(death.residentBytes()));
        report.put("peakResidentBytes", known(death.peakResidentBytes()));
        report.put("oomKill", death.oomKill().name().toLowerCase(Locale.ROOT));
        report.put("crash", death.crash() == null ? null : ResultLine.wellFormed(death.crash()));
        report.put("seq", seq);
        report.put("ranMs", death.ran().toMillis());
        report.put("stderr", death.stderr().stream().map(ResultLine::wellFormed).toList());
        error.put("death", report);
        return error;
    }

    /** Of a job that had used up its attempts when a run went on with it. */
    public static Map<String, Object> usedUp(long seq, int attempts) {
        return error(
                unseen("it may have been running when its run was killed, and has used up its attempts", seq),
                seq,
                attempts);
    }

    /** Of a job whose pool died whenever it was to run it. */
    static Map<String, Object> lostWithItsPool(long seq, String why) {
        return error(unseen("the process of its pool died with it each time: " + why, seq), seq, 1);
    }

    private static DeathReport unseen(String cause, long seq) {
        return new DeathReport(
                -1,
                0,
                -1,
                DeathReport.Kind.INTERRUPTED,
                null,
                false,
                cause,
                null,
                -1,
                -1,
                OomKill.UNKNOWN,
                null,
                List.of(),
                seq,
                Duration.ZERO);
    }

    /** The outcome of a lost job whose line is another now: its report names the line. */
    static byte[] moved(byte[] outcome, long seq) {
        String text = new String(outcome, StandardCharsets.UTF_8);
        return SEQ.matcher(text).replaceFirst("\"seq\":" + seq + ",\"ranMs\"").getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Long known(long bytes) {
        return bytes < 0 ? null : bytes;
    }

    static Map<String, Object> stop(Stop stop) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("by", stop.by().text());
        fields.put("ms", stop.took().toMillis());
        return fields;
    }
}
