package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.Jdk;
import dev.spindle.coordinator.lab.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ways to start a process for a job that there are here. */
final class Processes {
    private Processes() {}

    static List<Way> ways(Setting setting) {
        Jdk own = Jdk.own();
        List<Way> ways = new ArrayList<>();
        if (hasArchive()) {
            ways.add(new NewProcess(Kind.PROCESS, own.feature(), setting::pool));
        } else {
            setting.note("no class archive of this program is here: start it by scripts/spindle to see what one saves");
        }
        // A pool that is told its Java takes no archive by itself, even if it is the caller's Java.
        ways.add(new NewProcess(Kind.PROCESS_WITHOUT_ARCHIVE, own.feature(), () -> setting.pool()
                .javaHome(own.home())));
        if (!setting.quick()) { // the slowest of them
            ways.add(new NewProcess(Kind.PROCESS_WITHOUT_SHARING, own.feature(), () -> setting.pool()
                    .javaHome(own.home())
                    .jvmArguments(List.of("-Xshare:off"))));
        }
        Jdk.other()
                .ifPresentOrElse(
                        other -> ways.add(
                                new NewProcess(Kind.PROCESS_OF_OTHER_JAVA, other.feature(), () -> setting.pool()
                                        .javaHome(other.home()))),
                        () -> setting.note("no other Java than " + own.feature()
                                + " was found: install one beside it to compare how soon it starts"));
        return ways;
    }

    private static boolean hasArchive() {
        String file = System.getProperty("spindle.archive");
        return file != null && Files.isReadable(Path.of(file));
    }
}
