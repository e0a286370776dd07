package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.OomKill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel's counters are, on machines of all kinds; laid out by hand. */
class OomKillsTest {
    private static final long PID = 4711;
    private static final long TICK = Duration.ofSeconds(10).toNanos();
    private static final String V1 =
            "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n";
    private static final String V1_CPU = "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n";
    private static final String V2 =
            "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 master:1 - cgroup2 cgroup2 rw,nsdelegate\n";
    private static final String V2_BESIDE = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";

    private final Path root;

    OomKillsTest(@TempDir Path root) {
        this.root = root;
    }

    private void put(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void v1(String group, int kills) throws IOException {
        put(group + "/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill " + kills + "\n");
    }

    private void v2(String group, int kills) throws IOException {
        put(group + "/memory.events", "low 0\nhigh 3\nmax 9\noom 4\noom_kill " + kills + "\noom_group_kill 7\n");
    }

    private void machine(int kills) throws IOException {
        put("/proc/vmstat", "nr_free_pages 12\noom_kill " + kills + "\ndrop_pagecache 0\n");
    }

    private void process(String groups, String mounts) throws IOException {
        put("/proc/" + PID + "/cgroup", groups);
        put("/proc/self/mountinfo", "22 27 0:21 / /proc rw,relatime - proc proc rw\n" + mounts);
    }

    private OomKills watching() {
        return OomKills.watching(root.toFile(), PID, 0);
    }

    @Test
    void versionOneHasAFolderPerController() throws Exception {
        process("9:name=systemd:/\n4:memory:/jobs/7\n1:cpu:/other\n", V1_CPU + V1);
        v1("/sys/fs/cgroup/memory/jobs/7", 2);
        v1("/sys/fs/cgroup/memory", 0);
        OomKills kills = watching();
        v1("/sys/fs/cgroup/memory", 1);
        assertThat(kills.verdict()).isEqualTo(OomKill.NO);

        v1("/sys/fs/cgroup/memory/jobs/7", 3);

        assertThat(kills.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void versionTwoHasOneForAll() throws Exception {
        process("0::/user.slice/a b\n", V2);
        v2("/sys/fs/cgroup/user.slice/a b", 0);
        OomKills kills = watching();
        assertThat(kills.verdict()).isEqualTo(OomKill.NO);

        v2("/sys/fs/cgroup/user.slice/a b", 1);

        assertThat(kills.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void versionOneCountsOnAMachineThatHasBothIfMemoryIsThere() throws Exception {
        process("0::/slice\n4:cpu,memory:/slice\n", V2_BESIDE + V1.replace("rw,memory", "rw,cpu,memory"));
        v2("/sys/fs/cgroup/unified/slice", 0);
        v1("/sys/fs/cgroup/memory/slice", 0);
        OomKills kills = watching();
        v2("/sys/fs/cgroup/unified/slice", 1);
        assertThat(kills.verdict()).isEqualTo(OomKill.NO);

        v1("/sys/fs/cgroup/memory/slice", 1);

        assertThat(kills.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void versionTwoCountsOnAMachineThatHasBothIfMemoryIsNotInTheFirst() throws Exception {
        process("1:cpu:/\n0::/slice\n", V1_CPU + V2_BESIDE);
        v2("/sys/fs/cgroup/unified/slice", 0);
        OomKills kills = watching();

        v2("/sys/fs/cgroup/unified/slice", 1);

        assertThat(kills.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void aContainerSeesItsGroupAtTheMount() throws Exception {
        process("4:memory:/docker/abc/inner\n", V1.replace(" / /sys", " /docker/abc /sys"));
        v1("/sys/fs/cgroup/memory/inner", 0);
        OomKills kills = watching();

        v1("/sys/fs/cgroup/memory/inner", 1);

        assertThat(kills.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void aMountOfAnotherRootCountsIfItSaysThatItHasTheProcess() throws Exception {
        machine(0);
        process("0::/../elsewhere\n", V2.replace(" / /sys", " /docker/abc /sys"));
        v2("/sys/fs/cgroup", 0);
        put("/sys/fs/cgroup/cgroup.procs", "1\n47110\n");
        OomKills doubtful = watching();
        put("/sys/fs/cgroup/cgroup.procs", "1\n4711\n47110\n");
        OomKills certain = watching();

        v2("/sys/fs/cgroup", 1);
        machine(1);

        assertThat(doubtful.verdict()).isEqualTo(OomKill.UNKNOWN);
        assertThat(certain.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void aNeighbourWithALongerNameIsNotBelow() throws Exception {
        process("0::/docker/abcdef\n", V2.replace(" / /sys", " /docker/abc /sys"));
        v2("/sys/fs/cgroup/def", 0);
        v2("/sys/fs/cgroup", 0);

        assertThat(watching().verdict()).isEqualTo(OomKill.UNKNOWN);
    }

    @Test
    void mountsMayHaveBlanksInTheirNames() throws Exception {
        process("4:memory:/a\n", V1.replace("/sys/fs/cgroup/memory", "/mnt/my\\040groups"));
        v1("/mnt/my groups/a", 0);
        OomKills kills = watching();

        v1("/mnt/my groups/a", 1);

        assertThat(kills.verdict()).isEqualTo(OomKill.YES);
    }

    @Test
    void theMachinesCounterCanOnlyDeny() throws Exception {
        machine(3);
        process("0::/\n", V2); // the uppermost group has no counter
        OomKills kills = watching();
        assertThat(kills.verdict()).isEqualTo(OomKill.NO);

        machine(4);

        assertThat(kills.verdict()).isEqualTo(OomKill.UNKNOWN);
    }

    @Test
    void theMachinesCounterStandsInForAGroupThatWentWithTheProcess() throws Exception {
        machine(3);
        process("0::/scope\n", V2);
        v2("/sys/fs/cgroup/scope", 0);
        OomKills kills = watching();

        Files.delete(root.resolve("sys/fs/cgroup/scope/memory.events"));

        assertThat(kills.verdict()).isEqualTo(OomKill.NO);
    }

    @Test
    void nothingIsKnownWhereNothingCanBeRead() throws Exception {
        assertThat(watching().verdict()).isEqualTo(OomKill.UNKNOWN);
        process("nonsense\n0::\n:\n4:memory:\n", "nonsense\n1 2 3 - cgroup x\n - \n\n");
        assertThat(watching().verdict()).isEqualTo(OomKill.UNKNOWN);
        process("4:memory:/a\n", V1);
        put("/sys/fs/cgroup/memory/a/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\n"); // before Linux 4.13
        assertThat(watching().verdict()).isEqualTo(OomKill.UNKNOWN);
    }

    @Test
    void whatWasCountedWhileTheProcessLivedOnWasOthers() throws Exception {
        process("0::/slice\n", V2);
        v2("/sys/fs/cgroup/slice", 0);
        OomKills kills = watching();
        v2("/sys/fs/cgroup/slice", 1);

        kills.alive(TICK);
        kills.alive(TICK + 1);
        assertThat(kills.verdict()).as("it may have been dying then").isEqualTo(OomKill.YES);

        kills.alive(2 * TICK);
        assertThat(kills.verdict()).isEqualTo(OomKill.NO);
    }
}
