package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.OomKill;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that really runs out of memory, in a small control group, and one that does not. */
@EnabledOnOs(OS.LINUX)
class RealOomKillTest {
    private static final int KILLED = 137;

    @FunctionalInterface
    private interface Deed {
        void on(Process process) throws IOException;
    }

    private static OomKill verdict(Deed deed) throws Exception {
        try (SmallGroup group = SmallGroup.create(64 << 20)) {
            Process eater = group.eater();
            try {
                OomKills kills = OomKills.watching(eater.pid());
                deed.on(eater);
                assertThat(eater.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(eater.exitValue()).isEqualTo(KILLED);
                return kills.verdict();
            } finally {
                eater.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aProcessThatTakesMoreThanItsGroupHasIsKilledByTheKernel() throws Exception {
        assertThat(verdict(eater -> {
                    try (Writer stdin = eater.outputWriter()) {
                        stdin.write("go\n");
                    }
                }))
                .isEqualTo(OomKill.YES);
    }

    @Test
    void aProcessThatIsKilledFromOutsideIsNot() throws Exception {
        assertThat(verdict(Process::destroyForcibly)).isEqualTo(OomKill.NO);
    }

    @Test
    void aWorkerThatTheKernelKillsIsReportedSo(@TempDir Path home) throws Exception {
        try (SmallGroup group = SmallGroup.create(160 << 20)) {
            String real = System.getProperty("java.home") + "/bin/java";
            Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
            Files.writeString(
                    java,
                    "#!/bin/sh\necho $$ >'" + group.folder().resolve("cgroup.procs") + "'\nexec '" + real
                            + "' \"$@\"\n");
            assertThat(java.toFile().setExecutable(true)).isTrue();

            PoolBuilder builder =
                    WorkerPool.builder().workers(1).heap("600m").retries(0).javaHome(home);
            try (WorkerPool pool = builder.build()) {
                Job<JsonNode> job = pool.submit("fault.leak", 500 << 20, JsonNode.class);
                JobOutcome<JsonNode> outcome =
                        job.completion().toCompletableFuture().get(60, TimeUnit.SECONDS);

                assertThat(outcome).isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
                    assertThat(lost.death().kind()).isEqualTo(DeathReport.Kind.OOM_KILLED);
                    assertThat(lost.death().oomKill()).isEqualTo(OomKill.YES);
                    assertThat(lost.death().signal()).isEqualTo("SIGKILL");
                    assertThat(lost.death().isAmbiguous()).isFalse();
                    assertThat(lost.death().cause()).contains("the kernel ended it because memory ran out");
                });
            }
        }
    }
}
