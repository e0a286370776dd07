package dev.spindle.coordinator.journal;

import dev.spindle.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A journal as a run writes it. */
final class Written {
    private Written() {}

    static Journal begin(Path file) throws Exception {
        return Journal.open(file, false, false, "1", "code", why -> {});
    }

    static Journal resume(Path file) throws Exception {
        return Journal.open(file, true, false, "1", "code", why -> {});
    }

    /** The job whose input is that number, in the line of that number. */
    static JournaledJob job(Journal journal, int number) {
        return journal.job("echo", RawJson.of(Integer.toString(number)), number);
    }

    static byte[] ok(int number) {
        return outcome("ok", number);
    }

    static byte[] outcome(String status, int number) {
        return (",\"status\":\"" + status + "\",\"result\":" + number + ",\"attempts\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static void ended(JournaledJob job, byte[] outcome) {
        job.ended(outcome, 0, outcome.length);
    }

    /** Jobs 1 to {@code count}, one after the other on one worker, each of which is done. */
    static void runAll(Journal journal, int count) {
        for (int number = 1; number <= count; number++) {
            JournaledJob job = job(journal, number);
            job.begins(1, 0, 0);
            ended(job, ok(number));
            journal.commit();
        }
    }
}
