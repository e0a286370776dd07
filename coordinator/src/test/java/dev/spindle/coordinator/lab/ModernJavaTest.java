package dev.spindle.coordinator.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.spin.VirtualThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModernJavaTest {
    private static final String USER_HOME = System.getProperty("user.home");

    @AfterEach
    void home() {
        System.setProperty("user.home", USER_HOME);
    }

    @Test
    void oneThatDoesNotRunIsNotedAndLeftOut(@TempDir Path userHome) throws Exception {
        assumeThat(VirtualThreads.areThere()).as("no other Java is looked for").isFalse();
        Path jdk = Files.createDirectories(userHome.resolve(".sdkman/candidates/java/broken"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"999.0.1\"\n");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        System.setProperty("user.home", userHome.toString());
        Setting setting = new Setting(true, () -> WorkerPool.builder().workers(1), line -> {});

        assertThat(ModernJava.find(setting.pool(), setting)).isEmpty();

        assertThat(setting.notes())
                .singleElement()
                .asString()
                .startsWith("no virtual threads: the Java 999 in " + jdk.toRealPath()
                        + " does not work (workers do not start");
    }
}
