package dev.spindle.coordinator;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a process, a folder for temporary files or a thread of a pool behind. */
final class NothingLeft implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
        assertNothingLeft();
    }

    void assertNothingLeft() {
        await("nothing of a pool is left")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    List<String> left = whatIsLeft();
                    if (!left.isEmpty()) {
                        throw new AssertionError("left: " + left);
                    }
                });
    }

    private static List<String> whatIsLeft() throws IOException {
        List<String> left = new ArrayList<>();
        ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .forEach(each -> left.add("process " + each.pid() + " " + each.info()));
        String own = "spindle-" + ProcessHandle.current().pid() + "-*";
        for (Path folder : List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/dev/shm"))) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, own)) {
                    folders.forEach(each -> left.add(each.toString()));
                }
            }
        }
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().startsWith("spindle-")) {
                left.add("thread " + each.getName());
            }
        }
        return left;
    }
}
