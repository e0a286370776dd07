package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.lines.Durations;
import dev.spindle.coordinator.lines.InFlight;
import dev.spindle.coordinator.lines.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what becomes of jobs and workers that misbehave, and which job comes next. */
final class PromiseOptions {
    private static final Pattern COUNT = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern CHUNK = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern HALT = Pattern.compile("(soon|now),fail=(\\d{1,9})(%?)");

    @Option(
            names = "--queue",
            paramLabel = "ORDER",
            description = {
                "The order in which waiting jobs start: fifo (the default), lifo, or priority (a line's \"priority\").",
                "With the last two the order is that of the " + Intake.READ_AHEAD + " jobs read ahead."
            })
    private String queue = "fifo";

    @Option(
            names = "--chunk",
            paramLabel = "N",
            parameterConsumer = NextWord.class,
            description = {
                "How many jobs travel in one message: a number, 1 unless set, or auto, which goes by what jobs take.",
                "It is 1 with --retries 0, --retry-on failed, --halt, another --queue, and for lines with a \"timeout\"."
            })
    private String chunk = "1";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Wall-clock limit of one attempt: 500ms, 30s, 5m. Past it the outcome is timeout.")
    private @Nullable Duration timeout;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a job that was asked to stop may take before its process is ended; 1s unless set.")
    private @Nullable Duration grace;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "Further attempts of a job whose worker died; 2 unless set.")
    private int retries = 2;

    @Option(
            names = "--retry-on",
            paramLabel = "WHAT",
            split = ",",
            description = "After what a job is tried again: lost, timeout, failed; lost unless set.")
    private List<String> retryOn = new ArrayList<>();

    @Option(
            names = "--retry-delay",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long a job waits before it is tried again, then twice as long, and so on; not at all unless set.")
    private @Nullable Duration retryDelay;

    @Option(
            names = "--halt",
            paramLabel = "WHEN",
            description = {
                "When to give up the run: never (the default), or soon,fail=N or now,fail=N once N jobs are not ok.",
                "N%% is a share of the jobs that have ended, three of them at least. Soon lets running jobs end, now kills them."
            })
    private String halt = "never";

    @Option(
            names = "--recycle-after",
            paramLabel = "N",
            description = "A worker is replaced after N jobs; its replacement starts before it leaves.")
    private @Nullable Integer recycleAfter;

    @Option(
            names = "--rss-limit",
            paramLabel = "SIZE",
            description =
                    "Resident memory past which a worker is replaced; a job that runs then has the grace time to end.")
    private @Nullable String residentLimit;

    @Option(
            names = "--heartbeat-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "A worker that gives no sign of life for so long is killed and replaced; unless set 10s, and 1s more for each GiB of heap; 0s for never.")
    private @Nullable Duration heartbeatTimeout;

    @Option(
            names = "--start-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a worker may take until it is ready; 30s unless set.")
    private @Nullable Duration startTimeout;

    /** As {@link RunCommand#set(String, String)}. */
    boolean set(String option, String value) {
        switch (option) {
            case "--queue" -> queue = value;
            case "--chunk" -> chunk = value;
            case "--halt" -> halt = value;
            case "--rss-limit" -> residentLimit = value;
            default -> {
                return setChecked(option, value);
            }
        }
        return true;
    }

    private boolean setChecked(String option, String value) {
        try {
            switch (option) {
                case "--timeout" -> timeout = Durations.of(value);
                case "--grace" -> grace = Durations.of(value);
                case "--retries" -> {
                    if (!COUNT.matcher(value).matches()) {
                        return false;
                    }
                    retries = Integer.parseInt(value);
                }
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** How long running jobs may take to end when the run is interrupted. */
    Duration grace() {
        return grace == null ? Duration.ofSeconds(1) : grace;
    }

    /** A job that is charged with so many is not tried again. */
    int mostAttempts() {
        return retries + 1;
    }

    /** Whether jobs are to be read ahead before the first is chosen. */
    boolean isOrdered() {
        return order() != QueueOrder.FIFO;
    }

    boolean heedsPriority() {
        return order() == QueueOrder.PRIORITY;
    }

    void applyTo(PoolBuilder builder) {
        builder.queueOrder(order()).queueCapacity(Intake.READ_AHEAD).retryOn(retriedOn());
        chunksOf(builder);
        HaltRule rule = haltRule();
        if (rule != null) {
            builder.haltWhen(rule);
        }
        // Plain statements: a lambda for each option would cost a cold JVM several milliseconds.
        String option = "--retries";
        try {
            builder.retries(retries);
            if (timeout != null) {
                option = "--timeout";
                builder.timeout(timeout);
            }
            if (grace != null) {
                option = "--grace";
                builder.grace(grace);
            }
            if (retryDelay != null) {
                option = "--retry-delay";
                builder.retryDelay(retryDelay);
            }
            if (recycleAfter != null) {
                option = "--recycle-after";
                builder.recycleAfter(recycleAfter);
            }
            if (residentLimit != null) {
                option = "--rss-limit";
                builder.residentLimit(residentLimit);
            }
            if (heartbeatTimeout != null) {
                option = "--heartbeat-timeout";
                builder.heartbeatTimeout(heartbeatTimeout);
            }
            if (startTimeout != null) {
                option = "--start-timeout";
                builder.startTimeout(startTimeout);
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(option + ": " + e.getMessage());
        }
    }

    private void chunksOf(PoolBuilder builder) {
        if (chunk.equals("auto")) {
            builder.chunkAutomatically().queueCapacity(InFlight.MAX_LINES);
            return;
        }
        if (!CHUNK.matcher(chunk).matches()) {
            throw CommandException.usage("--chunk: '" + chunk + "' is neither a number of jobs, 1 or more, nor auto");
        }
        int jobs = Integer.parseInt(chunk);
        if (jobs > 1) {
            builder.chunk(jobs).queueCapacity(InFlight.MAX_LINES);
        }
    }

    private QueueOrder order() {
        try {
            return QueueOrder.valueOf(queue.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--queue: '" + queue + "' is none of fifo, lifo, priority");
        }
    }

    /** When to give up; null for never. */
    @Nullable
    HaltRule haltRule() {
        if (halt.equals("never")) {
            return null;
        }
        Matcher matcher = HALT.matcher(halt);
        if (!matcher.matches()) {
            throw CommandException.usage(
                    "--halt: '" + halt + "' is none of never, soon,fail=N, now,fail=N, where N is a number or N%");
        }
        int number = Integer.parseInt(matcher.group(2));
        boolean now = matcher.group(1).equals("now");
        boolean share = !matcher.group(3).isEmpty();
        if (number == 0 || (share && number > 100)) {
            throw CommandException.usage(
                    "--halt: N is 1 or more, a share 1% to 100%, not " + matcher.group(2) + matcher.group(3));
        }
        return share ? HaltRule.atPercent(number, now) : HaltRule.after(number, now);
    }

    private Set<RetryOn> retriedOn() {
        Set<RetryOn> set = EnumSet.noneOf(RetryOn.class);
        for (String what : retryOn.isEmpty() ? List.of("lost") : retryOn) {
            try {
                set.add(RetryOn.valueOf(what.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw CommandException.usage("--retry-on: '" + what + "' is none of lost, timeout, failed");
            }
        }
        return set;
    }
}
