package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.Blob;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are shell scripts, to do what ours never would. */
@ExtendWith(NothingLeft.class)
class ScriptedWorkerTest {
    @TempDir
    private Path folder = Path.of("");

    private final News news = new News();

    /** A line that sends the message; quotes are written as {@code '} and {@code $} stays the shell's. */
    private static String send(String message) {
        return "echo \"" + message.replace("'", "\\\"") + "\" >&4\n";
    }

    private static String hello(int version) {
        return send("{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':" + version + ",'name':'script','version':'1',"
                + "'processId':1,'tasks':[{'name':'echo','description':''}],'capabilities':{}}}");
    }

    private WorkerPool pool(String commands) throws Exception {
        return Pools.small()
                .workers(1)
                .retries(0)
                .listener(news)
                .javaHome(Pools.scriptAsJava(folder, "read -r initialize <&3\n" + commands))
                .build();
    }

    private static DeathReport deathIn(WorkerPool pool) throws InterruptedException {
        JobOutcome<JsonNode> outcome = pool.submit("echo", 7, JsonNode.class).outcome();
        assertThat(outcome).isInstanceOf(JobOutcome.WorkerLost.class);
        return ((JobOutcome.WorkerLost<JsonNode>) outcome).death();
    }

    @Test
    void oneThatReadsNoMoreIsEndedAfterTheGraceTime() throws Exception {
        try (WorkerPool pool = pool("exec 3<&-\n" + hello(1) + "exec sleep 600")) {
            DeathReport death = deathIn(pool);

            assertThat(death.cause())
                    .isEqualTo(
                            "it closed its channel and did not end within the grace time; ended with status 143 by its pool's SIGTERM");
            assertThat(death.exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void oneThatEndsInTheMiddleOfAMessageIsReportedByItsStatus() throws Exception {
        try (WorkerPool pool = pool(hello(1) + "read -r job <&3\nprintf '{\"id\":1,\"resu' >&4\nexit 9")) {
            DeathReport death = deathIn(pool);

            assertThat(death.exitStatus()).isEqualTo(9);
            assertThat(death.cause()).isEqualTo("ended with status 9 without a word");
        }
    }

    @Test
    void oneThatClosesItsOutputIsEndedAfterTheGraceTime() throws Exception {
        try (WorkerPool pool = pool(hello(1) + "read -r job <&3\nexec 4>&-\nexec sleep 600")) {
            assertThat(deathIn(pool).exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void oneThatSpeaksAnotherVersionIsNotUsed() throws Exception {
        try (WorkerPool pool = pool(hello(2) + "exec sleep 600")) {
            assertThat(deathIn(pool).cause()).contains("it speaks version 2 of the protocol, this pool version 1");
        }
    }

    @Test
    void oneThatSendsSomethingElseFirstIsNotUsed() throws Exception {
        try (WorkerPool pool = pool(send("{'jsonrpc':'2.0','id':5,'result':1}") + "exec sleep 600")) {
            assertThat(deathIn(pool).cause()).contains("did not answer initialize");
        }
    }

    @Test
    void whatItSentFirstIsToldInOneShortLineAndNothingOfWhatFollows() throws Exception {
        String text = "two\\u000alines" + "x".repeat(5_000);
        String first = send("{'jsonrpc':'2.0','method':'$/output','params':{'text':'" + text + "'}}");
        try (WorkerPool pool = pool(first + hello(1) + "exec sleep 600")) {
            assertThat(deathIn(pool).cause())
                    .contains("did not answer initialize but sent Output", "two lines")
                    .hasSizeLessThan(500)
                    .doesNotContain("\n");
        }
        assertThat(news.latestProcess(0)).as("none was ready").isZero();
    }

    @Test
    void aRequestThatNobodyServesIsAnswered() throws Exception {
        String ask = send("{'jsonrpc':'2.0','id':77,'method':'who/areYou'}");
        String tellTheAnswer = "read -r answer <&3\necho $answer\n";
        try (WorkerPool pool = pool(hello(1) + ask + tellTheAnswer + "read -r shutdown <&3\nexit 0")) {
            pool.prestart(1);
            await().atMost(Pools.PATIENCE)
                    .untilAsserted(() -> assertThat(news.below()).anyMatch(each -> each.contains("-32601")));
            assertThat(news.below().get(0)).contains("77").contains("who/areYou");
        }
    }

    @Test
    void oneThatAsksAndReadsNoAnswerIsEnded() throws Exception {
        String ask = send("{'jsonrpc':'2.0','id':77,'method':'" + "x".repeat(500) + "'}");
        try (WorkerPool pool = pool(hello(1) + "read -r job <&3\nwhile true; do\n" + ask + "done")) {
            assertThat(deathIn(pool).cause())
                    .contains("it sent more requests than it read answers to, 1000 of them; ended with status 137");
        }
    }

    @Test
    void aJobIsNotTriedForEverOnWorkersThatLeaveAndSayThatNothingRan() throws Exception {
        String leave = send("{'jsonrpc':'2.0','method':'$/goodbye','params':{'code':0,'running':null}}");
        try (WorkerPool pool = pool(hello(1) + "read -r job <&3\n" + leave + "exit 0")) {
            assertThat(deathIn(pool).cause()).isEqualTo("ended with status 0 on purpose");
        }
        assertThat(news.deaths()).hasSize(4);
    }

    @Test
    void answersToNothingAreDropped() throws Exception {
        String strays = send("{'jsonrpc':'2.0','id':99,'result':1}").repeat(3);
        String right = send("{'jsonrpc':'2.0','id':1,'result':42}");
        try (WorkerPool pool = pool(hello(1) + "read -r job <&3\n" + strays + right + "read -r shutdown <&3\nexit 0")) {
            assertThat(pool.submit("echo", 7, Integer.class).get()).isEqualTo(42);
            assertThat(pool.strayAnswers()).isEqualTo(3);
        }
    }

    @Test
    void oneThatKnowsNoBlobsGetsThemInItsMessage() throws Exception {
        String answer = "case \"$job\" in *blobsAt*) w=no;; *'\"input\":\"AAAA'*) w=yes;; *) w=$job;; esac\n";
        try (WorkerPool pool = pool(hello(1) + "read -r job <&3\n" + answer
                + send("{'jsonrpc':'2.0','id':1,'result':'$w'}") + "cat <&3 >/dev/null")) {
            assertThat(pool.submit("echo", Blob.of(new byte[3_000]), String.class)
                            .get())
                    .isEqualTo("yes");
        }
    }

    @Test
    void whatRefersToBytesThatAreNotThereIsThatJobsFailure() throws Exception {
        String reference = "{'\\$blob':{'offset':4096,'length':2000000000}}";
        try (WorkerPool pool = pool(hello(1)
                + "read -r job <&3\n"
                + send("{'jsonrpc':'2.0','id':1,'result':" + reference + ",'blobsAt':[0]}")
                + "read -r job <&3\n"
                + send("{'jsonrpc':'2.0','id':2,'result':" + reference + ",'blobsAt':[1]}")
                + "read -r job <&3\n"
                + send("{'jsonrpc':'2.0','id':3,'result':" + reference + "}")
                + "cat <&3 >/dev/null")) {
            assertThat(pool.submit("echo", 1, Blob.class).outcome())
                    .isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                                    failed.error().message())
                            .startsWith("the result refers to a blob that cannot be read: there is no file"));
            assertThat(pool.submit("echo", 1, Blob.class).outcome())
                    .isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                                    failed.error().message())
                            .contains("no reference to a blob begins at byte 1"));
            assertThat(pool.submit("echo", 1, JsonNode.class).get().toString())
                    .isEqualTo("{\"$blob\":{\"offset\":4096,\"length\":2000000000}}");
        }
    }
}
