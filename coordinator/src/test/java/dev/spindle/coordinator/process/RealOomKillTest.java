package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.OomKill;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A kernel that really runs out of memory, in a small control group, and one that does not. */
@EnabledOnOs(OS.LINUX)
class RealOomKillTest {
    private static final int KILLED = 137;

    @FunctionalInterface
    private interface Deed {
        void on(Process process) throws IOException;
    }

    private static OomKill verdict(Deed deed) throws Exception {
        try (SmallGroup group = SmallGroup.create()) {
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
}
