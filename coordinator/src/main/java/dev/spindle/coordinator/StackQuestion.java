package dev.spindle.coordinator;

import dev.spindle.coordinator.NoStackException.Reason;
import dev.spindle.coordinator.dispatch.Attempt;
import dev.spindle.coordinator.dispatch.Inquiry;
import dev.spindle.coordinator.dispatch.PooledWorker;
import dev.spindle.coordinator.dispatch.Ticket;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.FromWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a worker what it does, and reads its answer, which is held to be anything. */
final class StackQuestion {
    private static final long PATIENCE_SECONDS = 5;

    private final long job;
    private final Attempt attempt;
    private final int worker;
    private final long processId;

    private StackQuestion(long job, Attempt attempt, int worker, long processId) {
        this.job = job;
        this.attempt = attempt;
        this.worker = worker;
        this.processId = processId;
    }

    /** Waits for the answer of whoever runs the job. */
    static JobStack ask(Engine engine, long job) throws NoStackException, InterruptedException {
        CompletableFuture<Optional<FromWorker>> answer = new CompletableFuture<>();
        Inquiry inquiry = engine.inquire(job, answer::complete);
        PooledWorker asked = inquiry.worker();
        Attempt attempt = inquiry.attempt();
        if (inquiry.standing() == Inquiry.Standing.UNKNOWN) {
            throw new NoStackException(Reason.UNKNOWN, "job " + job + " is done, or there is none", -1, -1);
        }
        if (asked == null || attempt == null) {
            throw new NoStackException(Reason.WAITS, "job " + job + " waits in the queue", -1, -1);
        }
        StackQuestion question = new StackQuestion(job, attempt, asked.index(), engine.processId(asked));
        if (inquiry.standing() == Inquiry.Standing.WAITS) {
            throw question.none(Reason.WAITS, "job " + job + " waits at worker " + asked.index() + " behind another");
        }
        if (inquiry.standing() == Inquiry.Standing.CANNOT_TELL) {
            throw question.cannotTell("it does not have the capability \"stack\"");
        }
        try {
            Optional<FromWorker> told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return question.read(told.orElseThrow(question::ended));
        } catch (TimeoutException e) {
            throw question.none(
                    Reason.NO_ANSWER, "worker " + asked.index() + " gave no answer for " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it with an exception", e);
        } finally {
            engine.forget(inquiry);
        }
    }

    private NoStackException none(Reason reason, String why) {
        return new NoStackException(reason, why, worker, processId);
    }

    private NoStackException cannotTell(String why) {
        return none(Reason.CANNOT_TELL, "worker " + worker + " cannot tell: " + why);
    }

    private NoStackException ended() {
        return none(Reason.ENDED, "job " + job + " begins or ends at this moment");
    }

    private JobStack read(FromWorker answer) throws NoStackException {
        if (answer instanceof FromWorker.Failure failure) {
            throw cannotTell(failure.error().message());
        }
        RawJson value = answer instanceof FromWorker.Result result ? result.value() : RawJson.NULL;
        Map<?, ?> members = read(value) instanceof Map<?, ?> object ? object : Map.of();
        if (!(members.get("threads") instanceof List<?> told)) {
            throw cannotTell("its answer has no array \"threads\"");
        }
        if (!(members.get("token") instanceof Number token) || token.longValue() != attempt.id()) {
            throw ended();
        }
        List<JobStack.ThreadStack> threads = new ArrayList<>();
        for (Object each : told) {
            if (each instanceof Map<?, ?> thread) {
                threads.add(thread(thread));
            }
        }
        Ticket ran = attempt.job();
        int left = members.get("left") instanceof Number number ? Math.max(0, number.intValue()) : 0;
        int item = members.get("item") instanceof Number number ? number.intValue() : 0;
        return new JobStack(
                ran.number() + (item > 0 && item < ran.items() ? item : 0), worker, processId, threads, left);
    }

    private @Nullable Object read(RawJson value) throws NoStackException {
        try {
            return Values.read(value, Object.class);
        } catch (ValueException e) {
            throw cannotTell("its answer cannot be read: " + e.getMessage());
        }
    }

    private static JobStack.ThreadStack thread(Map<?, ?> members) {
        List<String> frames = members.get("stack") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new JobStack.ThreadStack(
                text(members, "name", "?"),
                text(members, "state", "?"),
                Boolean.TRUE.equals(members.get("daemon")),
                members.get("waitsFor") instanceof String lock ? lock : null,
                members.get("heldBy") instanceof String holder ? holder : null,
                frames);
    }

    private static String text(Map<?, ?> members, String name, String otherwise) {
        return members.get(name) instanceof String text ? text : otherwise;
    }
}
