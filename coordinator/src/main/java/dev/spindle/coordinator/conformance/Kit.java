package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.conformance.Verdict.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs checks one after another, each on a worker process of its own. */
public final class Kit {
    /** The shell's: there is no such program, or it cannot be run. */
    private static final int NOT_FOUND = 127;

    private static final int NOT_EXECUTABLE = 126;
    /** A check has its own look at the clock; this is for one that waits to be read. */
    private static final long STUCK_MILLIS = 500;

    private Kit() {}

    /** All there are. The first is the handshake. */
    public static List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(JobChecks.HANDSHAKE);
        checks.addAll(JobChecks.all());
        checks.addAll(FrameChecks.all());
        checks.addAll(ToleranceChecks.all());
        checks.addAll(CapabilityChecks.all());
        checks.addAll(LeavingChecks.all());
        return checks;
    }

    /**
     * Runs the handshake, and those of {@code checks} that come after it; when the handshake fails they are skipped.
     *
     * @param told of each verdict as soon as there is one
     */
    public static void run(Target target, List<Check> checks, Consumer<Verdict> told)
            throws CannotStartException, InterruptedException {
        Verdict handshake = verdict(JobChecks.HANDSHAKE, target);
        told.accept(handshake);
        for (Check check : checks) {
            if (check.equals(JobChecks.HANDSHAKE)) {
                continue;
            }
            told.accept(
                    handshake.status() == Status.PASSED
                            ? verdict(check, target)
                            : new Verdict(check, Status.SKIPPED, "not tried, as the handshake failed", 0, List.of()));
        }
    }

    /** Runs one check. */
    static Verdict verdict(Check check, Target target) throws CannotStartException, InterruptedException {
        Transcript transcript = new Transcript();
        try {
            converse(check, target, transcript);
            return new Verdict(check, Status.PASSED, check.shows(), transcript.millis(), transcript.lines());
        } catch (NotMet e) {
            String message = e.getMessage() + " (docs/protocol.md, " + check.section() + ")";
            return new Verdict(check, Status.FAILED, message, transcript.millis(), transcript.lines());
        } catch (NotTried e) {
            String why = String.valueOf(e.getMessage());
            return new Verdict(check, Status.SKIPPED, why, transcript.millis(), transcript.lines());
        }
    }

    private static void converse(Check check, Target target, Transcript transcript)
            throws NotMet, NotTried, CannotStartException, InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Kit::clockThread);
        try (Peer peer = start(target, transcript)) {
            Future<?> limit =
                    clock.schedule(peer::kill, target.timeout().toMillis() + STUCK_MILLIS, TimeUnit.MILLISECONDS);
            try {
                converse(check, peer, transcript);
            } catch (NotMet e) {
                if (!peer.spoke() && isNoProgram(peer.status())) {
                    throw new CannotStartException(peer.lastWords());
                }
                throw e;
            } finally {
                limit.cancel(false);
                peer.stderr().forEach(line -> transcript.note("stderr: " + line));
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private static void converse(Check check, Peer peer, Transcript transcript)
            throws NotMet, NotTried, InterruptedException {
        try {
            check.procedure().run(peer);
            peer.finish();
        } catch (IOException e) {
            transcript.note("cannot write: " + e.getMessage());
            peer.finish(); // what it said last tells more
            throw new NotMet("that it reads what is sent", peer.ending());
        }
    }

    private static boolean isNoProgram(OptionalInt status) {
        return status.isPresent() && (status.getAsInt() == NOT_FOUND || status.getAsInt() == NOT_EXECUTABLE);
    }

    private static Thread clockThread(Runnable work) {
        Thread thread = new Thread(work, "spindle-kit-clock");
        thread.setDaemon(true);
        return thread;
    }

    private static Peer start(Target target, Transcript transcript) throws CannotStartException, InterruptedException {
        try {
            return Peer.start(target, transcript);
        } catch (IOException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()));
        }
    }
}
