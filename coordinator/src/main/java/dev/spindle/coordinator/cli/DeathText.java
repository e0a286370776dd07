package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.Stop;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How jobs and workers were stopped or died, as fields of a result line; docs/supervision.md explains them. */
final class DeathText {
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
