package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.util.Arrays;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code ps}, {@code stack}, {@code cancel} and {@code drain}, from here, on runs in processes of their own. */
class ReachingInTest {
    private String pid = "";

    private String ps(String... words) throws Exception {
        PsCommand command = new PsCommand();
        new CommandLine(command).parseArgs(words);
        return command.told();
    }

    private String stack(String... words) throws Exception {
        StackCommand command = new StackCommand();
        new CommandLine(command).parseArgs(withRun(words));
        return command.told();
    }

    private String cancel(String job) {
        CancelCommand command = new CancelCommand();
        new CommandLine(command).parseArgs(withRun(job));
        return command.told();
    }

    private String drain(String... words) {
        DrainCommand command = new DrainCommand();
        new CommandLine(command).parseArgs(withRun(words));
        return command.told();
    }

    /** Other tests have runs at the same time. */
    private String[] withRun(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--run";
        all[words.length + 1] = pid;
        return all;
    }

    private static void refused(ThrowingCallable asked, String why) {
        Consumer<Throwable> isRefusal =
                thrown -> assertThat(((CommandException) thrown).status()).isEqualTo(ExitStatus.NOT_ALL_OK);
        assertThatThrownBy(asked).hasMessageContaining(why).satisfies(isRefusal);
    }

    @Test
    void aRunWithJobsThatHangIsLookedIntoAndHelped() throws Exception {
        Running run = Spindle.of("run", "-j", "2", "--grace", "200ms", "--memory", "64m")
                .input("""
                        {"task":"fault.hang","input":"counted"}
                        {"task":"fault.deaf"}
                        {"task":"sleep","input":60000}
                        {"task":"sleep","input":60000}

                        {"task":"sleep","input":60000}
                        """)
                .inputStaysOpen()
                .start();
        pid = Long.toString(run.processId());
        await().until(() -> ps().contains("line 1: fault.hang") && ps().contains("line 2: fault.deaf"));

        assertThat(ps())
                .contains("run " + pid + ": stdin for ")
                .contains("0 done of 5 read so far")
                .contains("busy");
        assertThat(ps("--json")).contains("\"pid\":" + pid + ",\"input\":\"-\",\"task\":null,");
        await().until(() -> stack("1").contains("    at dev.spindle.worker.faults.Hang."));
        assertThat(stack("1")).startsWith("line 1 runs on worker ").contains("thread \"job\" RUNNABLE");
        assertThat(stack("2")).contains("    at dev.spindle.worker.faults.Deaf.");
        assertThat(stack("2", "--json")).startsWith("{\"job\":2,\"running\":2,\"worker\":");
        refused(() -> stack("3"), "line 3 waits");
        refused(() -> stack("5"), "line 5 has no job under way");
        refused(() -> cancel("99"), "line 99 was not read yet");
        assertThat(cancel("4")).isEqualTo("line 4 was cancelled");
        refused(() -> cancel("4"), "line 4 has its result already");
        assertThat(cancel("1")).startsWith("line 1 was cancelled: stopped by SIG");
        await().until(() -> ps().contains("line 3: sleep")); // in the place of the one that hung
        assertThat(drain()).isEqualTo("run " + pid + " drains; 2 workers still run a job");
        assertThat(drain()).contains("drains already");
        assertThat(ps()).contains(", draining");
        assertThat(cancel("3")).startsWith("line 3 was cancelled: it stopped on request after ");
        assertThat(cancel("2")).startsWith("line 2 was cancelled: stopped by SIG");

        Ended ended = run.end().assertStatus(1);
        assertThat(ended.err()).contains("5 cancelled").contains("; drained");
        assertThat(ended.out().lines()).hasSize(5);
        assertThat(ended.out().lines().filter(each -> each.contains("somebody cancelled this job")))
                .hasSize(4);
        assertThat(ended.out()).contains("\"message\":\"the run was given up before this job was done\"");
        refused(() -> stack("1"), "no run " + pid + " of this user is under way");
    }

    @Test
    void ofAChunkOneJobIsCancelledAndTheOthersEnd() throws Exception {
        Running run = Spindle.of("run", "-t", "sleep", "-j", "1", "--chunk", "4", "--memory", "64m")
                .input("1\n60000\n2\n3\n")
                .start();
        pid = Long.toString(run.processId());
        await().until(() -> ps().contains("a chunk of 4 from line 1: sleep"));
        await().until(() -> stack("3").contains("line 3 travels with line 2, which runs now"));
        assertThat(cancel("2")).startsWith("line 2 was cancelled");

        Ended ended = run.end().assertStatus(1);
        assertThat(ended.err()).contains("3 ok, 1 cancelled");
    }
}
