package dev.spindle.coordinator.conformance;

import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.util.List;

/** How a worker ends. */
final class LeavingChecks {
    private static final String SECTION = "Leaving";
    private static final long BEGINNING_MILLIS = 150;

    private LeavingChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "shutdown",
                        "shutdown is answered with null, exit ends it with status 0",
                        SECTION,
                        LeavingChecks::shutdown),
                new Check(
                        "end-of-stream",
                        "at the end of its stdin an idle worker leaves",
                        SECTION,
                        LeavingChecks::endOfStream),
                new Check(
                        "end-in-a-job",
                        "at the end of its stdin it leaves in the middle of a job",
                        SECTION,
                        LeavingChecks::endInAJob));
    }

    private static void shutdown(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        if (!it.info().tasks().isEmpty()) {
            peer.answersAny(it);
        }
        RawJson result = peer.result(peer.request("shutdown", "{}"));
        if (!result.equals(RawJson.NULL)) {
            throw new NotMet("the result null of shutdown", "this came: " + Visible.of(result.toString()));
        }
        peer.tell("exit", "{}");
        int status = peer.leaves("after exit");
        if (status != 0) {
            throw new NotMet("the status 0 after shutdown and exit", "it left with status " + status);
        }
    }

    private static void endOfStream(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        peer.initialize();
        peer.endInput();
        peer.leaves("at the end of its stdin");
    }

    private static void endInAJob(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String sleep = peer.initialize().task("sleep");
        peer.run(sleep, "60000");
        peer.pause(BEGINNING_MILLIS);
        peer.endInput();
        peer.leaves("at the end of its stdin, although a job runs");
    }
}
