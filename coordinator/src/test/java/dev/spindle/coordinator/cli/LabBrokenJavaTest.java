package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.spin.VirtualThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest Java on the machine is there, but does not run: virtual threads are left out, and nothing else. */
class LabBrokenJavaTest {
    @Test
    void theRestIsMeasured(@TempDir Path userHome) throws Exception {
        assumeThat(VirtualThreads.areThere()).as("no other Java is looked for").isFalse();
        Path jdk = Files.createDirectories(userHome.resolve(".sdkman/candidates/java/broken"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"999.0.1\"\n");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Ended ended = Spindle.of("lab", "preemption", "--quick")
                .jvm("-Duser.home=" + userHome)
                .end() // looks for processes that are left, too
                .assertStatus(0);

        assertThat(ended.err().lines())
                .filteredOn(line -> line.contains("no virtual threads"))
                .singleElement()
                .asString()
                .contains("the Java 999 in " + jdk.toRealPath() + " does not work (workers do not start");
        assertThat(ended.out())
                .contains("\ncoroutine ", "\nthread ", "\nprocess ")
                .doesNotContain("virtual thread");
    }
}
