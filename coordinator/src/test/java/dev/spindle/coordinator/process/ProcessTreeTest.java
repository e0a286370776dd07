package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.connection.Connection;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who belongs to a worker though its parent is gone. */
@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {
    private static final String MARK = WorkerCommand.mark(
            Path.of("/tmp/spindle-tree-test-" + ProcessHandle.current().pid()), 1, 2);

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        for (Process each : started) {
            each.destroyForcibly();
        }
        for (Process each : started) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !each.isAlive());
        }
    }

    private Process start(String mark, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        int equals = mark.indexOf('=');
        builder.environment().put(mark.substring(0, equals), mark.substring(equals + 1));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Process sleeper(String mark) throws IOException {
        Process sleeper = start(mark, "sh", "-c", "echo; exec sleep 1000");
        said(sleeper);
        return sleeper;
    }

    private static String said(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return String.valueOf(reader.readLine());
    }

    private static Set<Long> ids(ProcessTree tree) {
        return tree.related().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @Test
    void thoseWithItsMarkAreFoundAndEnded() throws Exception {
        Process root = start("A=b", "true");
        root.waitFor();
        Process marked = sleeper(MARK);
        Process another = sleeper(MARK + "0");
        Process reversed = sleeper("X" + MARK);
        Process quoted = sleeper("X=" + MARK);
        ProcessTree tree = ProcessTree.of(root, MARK);
        assertThat(ids(tree)).containsExactly(marked.pid());

        tree.killLeftBehind();

        await().atMost(Duration.ofSeconds(20)).until(() -> !marked.isAlive());
        assertThat(List.of(another, reversed, quoted)).allMatch(Process::isAlive);
        assertThat(ids(tree)).isEmpty();
    }

    @Test
    void thoseInItsSessionAreFoundButNoZombies() throws Exception {
        // The shell's child ends when nobody asks for its status any more: the shell has become one that only sleeps.
        String commands =
                "while read -r name </proc/$$/comm && [ \"$name\" != sleep ]; do :; done & echo $!; exec sleep 1000";
        Process root = start("A=b", "setsid", "sh", "-c", commands);
        long child = Long.parseLong(said(root));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            ProcessStat stat = ProcessStat.of(new File("/proc/" + child));
            return stat != null && stat.zombie() && stat.session() == root.pid();
        });

        assertThat(ids(ProcessTree.of(root, MARK))).containsExactly(root.pid());
    }

    @Test
    void theShellOfAWorkerMarksWhatItBecomes() throws Exception {
        assertThat(WorkerCommand.mark(Path.of("/tmp/spindle-1-2"), 3, 4)).isEqualTo("SPINDLE_WORKER=spindle-1-2/3.4");
        String odd = WorkerCommand.mark(Path.of("/tmp/a \"$(odd)\" `name`"), 1, 2);
        List<String> command = new ArrayList<>(WorkerCommand.launching(Connection.PIPES.redirections(), odd));
        command.addAll(List.of("sleep", "1000"));

        Process root = start("A=b", command.toArray(String[]::new));

        ProcessTree nobodysSession = new ProcessTree(ProcessHandle.current(), odd);
        await().atMost(Duration.ofSeconds(20)).until(() -> ids(nobodysSession).equals(Set.of(root.pid())));
    }

    /** As when Java cannot start the thread that it needs for a process, which is there by then. */
    @Test
    void whatALaunchThatFailedHasLeftIsEnded() throws Exception {
        Process another = sleeper(MARK + "0");
        Process marked = sleeper(MARK);
        Process notYetMarked = start("A=b", "sh", "-c", "echo; read never", "worker", MARK);
        said(notYetMarked);

        ProcessTree.killUnseen(MARK);

        await().atMost(Duration.ofSeconds(20)).until(() -> !marked.isAlive() && !notYetMarked.isAlive());
        assertThat(another.isAlive()).isTrue();
    }
}
