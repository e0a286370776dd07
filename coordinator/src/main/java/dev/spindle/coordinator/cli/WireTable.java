package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.Crossing;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A line for every message that crossed a process boundary, for people; {@code ->} went to the worker, {@code <-} came from it. */
final class WireTable {
    private static final String HEADER = "  at ms      bytes  encode µs transport µs  decode µs  message";
    private static final int NARROWEST = 80;

    /** How an answer begins, of which there is only an excerpt. */
    private static final Pattern LONG_ANSWER =
            Pattern.compile("^\\{\"jsonrpc\":\"2.0\",\"id\":(\\d+),\"(result|error)\":");

    private WireTable() {}

    /** The table, its messages cut to a terminal's {@code columns}, 0 for none; of a narrow one it takes several lines each. */
    static List<String> lines(List<Crossing> crossings, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        for (Crossing each : crossings) {
            String times = String.format(
                    Locale.ROOT,
                    "%7.1f %s %7d %10s %12s %10s  ",
                    (each.at() - crossings.get(0).at()) / 1e6,
                    each.toWorker() ? "->" : "<-",
                    each.bytes(),
                    micros(each.encode()),
                    micros(each.transport()),
                    micros(each.decode()));
            lines.add(Terminal.fitting(times + text(each), columns == 0 ? 0 : Math.max(columns, NARROWEST)));
        }
        long to = crossings.stream()
                .filter(Crossing::toWorker)
                .mapToLong(Crossing::bytes)
                .sum();
        long all = crossings.stream().mapToLong(Crossing::bytes).sum();
        lines.add(crossings.size() + " messages, " + all + " bytes: " + to + " to the worker, " + (all - to)
                + " from it.");
        lines.add("Payloads were JSON before and are after. The first transport holds the JVM's start.");
        return lines;
    }

    private static String micros(long nanos) {
        return nanos < 0 ? "?" : String.format(Locale.ROOT, "%.3f", nanos / 1000.0);
    }

    private static String text(Crossing crossing) {
        String excerpt = crossing.excerpt();
        byte[] bytes = excerpt.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == crossing.bytes()) {
            try {
                return crossing.toWorker()
                        ? text(MessageReader.toWorker(bytes, 0, bytes.length))
                        : text(MessageReader.fromWorker(bytes, 0, bytes.length));
            } catch (MessageException e) {
                // shown as it is
            }
        }
        return LONG_ANSWER.matcher(excerpt).replaceFirst("$2 #$1 ") + "…";
    }

    private static String text(Message message) {
        if (message instanceof ToWorker.Initialize hello) {
            return "initialize #" + hello.id();
        } else if (message instanceof ToWorker.RunTask run) {
            return "task/run #" + run.id() + " " + run.task() + " " + run.input();
        } else if (message instanceof ToWorker.SetSignal signal) {
            return "$/signal #" + signal.id() + " " + signal.name();
        } else if (message instanceof ToWorker.CancelRequest cancel) {
            return "$/cancelRequest #" + cancel.id();
        } else if (message instanceof ToWorker.Shutdown shutdown) {
            return "shutdown #" + shutdown.id();
        } else if (message instanceof ToWorker.Exit) {
            return "exit";
        } else if (message instanceof FromWorker.Result result) {
            return "result #" + result.id() + " " + result.value();
        } else if (message instanceof FromWorker.Failure failure) {
            return "error #" + failure.id() + " " + failure.error().code() + " "
                    + failure.error().message();
        } else if (message instanceof FromWorker.Output output) {
            return "$/output #" + output.token() + " " + quoted(output.text());
        } else if (message instanceof FromWorker.Goodbye goodbye) {
            return "$/goodbye " + goodbye.code();
        }
        return message.toString();
    }

    /** A carriage return is shown, not done. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n") + '"';
    }
}
