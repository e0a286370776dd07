package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.control.LiveSocket;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The run under way that a command is about: the only one, or the one that is named. */
final class RunChoice {
    /** It answers at once, unless it is stopped. */
    static final long PATIENCE_MILLIS = 10_000;

    @Option(
            names = "--run",
            paramLabel = "PID",
            description = "The run's process id, as 'spindle ps' has it; needed where several are under way.")
    private @Nullable Long run;

    /** A request that only names what to do. */
    Map<String, Object> ask(String what) {
        return ask(Map.of("do", what), PATIENCE_MILLIS);
    }

    /** Its answer, which may take so long. */
    Map<String, Object> ask(Map<String, Object> request, long millis) {
        return answer(chosen(), socket -> socket.ask(request, millis));
    }

    /** What came of the request in the end. */
    Map<String, Object> askForOutcome(Map<String, Object> request) {
        return answer(chosen(), socket -> socket.askForOutcome(request, PATIENCE_MILLIS));
    }

    /** Its answer, and then its end. */
    Map<String, Object> askAndAwaitEnd(Map<String, Object> request) {
        return answer(chosen(), socket -> socket.askAndAwaitEnd(request, PATIENCE_MILLIS));
    }

    private interface Exchange {
        Map<String, Object> with(LiveSocket socket) throws IOException;
    }

    private static Map<String, Object> answer(LiveSocket socket, Exchange exchange) {
        Map<String, Object> answer;
        try {
            answer = exchange.with(socket);
        } catch (EOFException e) {
            throw refused("run " + socket.processId() + " has ended meanwhile");
        } catch (IOException e) {
            throw refused("run " + socket.processId() + " gives no answer: " + e.getMessage());
        }
        if (answer.get("error") instanceof String why) {
            throw refused(why);
        }
        return answer;
    }

    private LiveSocket chosen() {
        List<LiveSocket> alive =
                LiveSocket.all().stream().filter(LiveSocket::isAlive).toList();
        List<LiveSocket> meant = run == null
                ? alive
                : alive.stream().filter(each -> run.equals(each.processId())).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw refused(
                    run == null
                            ? "no run of this user is under way"
                            : "no run " + run + " of this user is under way; 'spindle ps' lists those that are");
        }
        throw CommandException.usage("several runs are under way, --run says which: "
                + meant.stream().map(each -> Long.toString(each.processId())).collect(Collectors.joining(", ")));
    }

    private static CommandException refused(String why) {
        return CommandException.refused(why);
    }
}
