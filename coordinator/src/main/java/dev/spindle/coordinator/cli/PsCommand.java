package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.control.LiveSocket;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the runs that are under way. */
@Command(
        name = "ps",
        description = "The runs of this user that are under way, their workers, and what each of these does now.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "A run can be seen as soon as it is some tenths of a second old.",
            "",
            "Examples:",
            "  spindle ps",
            "  spindle ps --json | jq '.[].workers[].running'"
        })
final class PsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As a JSON array; docs/formats.md explains the fields.")
    private boolean json;

    @Override
    public Integer call() throws ValueException {
        String told = told();
        if (told.isEmpty()) {
            System.err.println("no run of this user is under way");
        }
        Stdout.print(told);
        return ExitStatus.OK;
    }

    /** What goes to stdout. */
    String told() throws ValueException {
        List<Map<String, Object>> runs = new ArrayList<>();
        for (LiveSocket socket : LiveSocket.all()) {
            try {
                runs.add(socket.ask(Map.of("do", "status"), RunChoice.PATIENCE_MILLIS));
            } catch (EOFException e) {
                // it has just ended
            } catch (IOException e) {
                if (socket.isAlive()) { // else it was killed, and its folder is all that is left
                    System.err.println("run " + socket.processId() + " gives no answer: " + e.getMessage());
                }
            }
        }
        return json ? Values.write(runs) + "\n" : RunTable.of(runs);
    }
}
