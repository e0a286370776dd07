package dev.spindle.worker.runtime;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a process behind. */
final class NoProcessLeft implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
        assertNoneLeft();
    }

    void assertNoneLeft() {
        await("no process is left")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
    }
}
