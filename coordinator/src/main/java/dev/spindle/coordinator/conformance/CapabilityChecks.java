package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.conformance.Heard.Said;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a worker does because it says that it can, and leaves where it does not. */
final class CapabilityChecks {
    private static final String SECTION = "Capabilities";
    private static final long BEAT_MILLIS = 100;
    private static final int BEATS = 5;
    /** So long a job runs that is to be found running. */
    private static final String LONG = "60000";

    private static final String SHORT = "400";
    /** Surely enough for a job to begin. */
    private static final long BEGINNING_MILLIS = 150;

    private CapabilityChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "cancel",
                        "a running job that is cancelled is answered soon, once",
                        SECTION,
                        CapabilityChecks::cancel),
                new Check(
                        "cancel-waiting",
                        "a job that is cancelled while it waits is answered once",
                        SECTION,
                        CapabilityChecks::cancelWaiting),
                new Check(
                        "signal",
                        "a signal to a running job leaves it with one answer",
                        SECTION,
                        CapabilityChecks::signal),
                new Check("progress", "progress names the running job", SECTION, CapabilityChecks::progress),
                new Check(
                        "heartbeat",
                        "heartbeats come as often as asked, while a job runs too",
                        SECTION,
                        CapabilityChecks::heartbeat),
                new Check(
                        "no-heartbeat",
                        "no heartbeat comes when none was asked for",
                        SECTION,
                        CapabilityChecks::noHeartbeat),
                new Check(
                        "chunks",
                        "task/runAll answers with a result or an error for each input",
                        SECTION,
                        CapabilityChecks::chunks),
                new Check(
                        "chunk-errors",
                        "a job that fails leaves those behind it in its chunk to run",
                        SECTION,
                        CapabilityChecks::chunkErrors),
                new Check(
                        "stack",
                        "worker/stack tells what a job does, while it runs",
                        SECTION,
                        CapabilityChecks::stack));
    }

    /** Without the capability the job goes on to its end, and nothing is said of the cancel. */
    private static void cancel(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        String sleep = it.task("sleep");
        long id = peer.run(sleep, it.has("cancel") ? LONG : SHORT);
        peer.pause(BEGINNING_MILLIS);
        peer.tell("$/cancelRequest", "{\"id\":" + id + "}");
        resultOrCancelled(peer, id);
        peer.answersAny(it);
    }

    private static void resultOrCancelled(Peer peer, long id) throws NotMet, InterruptedException {
        Said said = peer.answer(id);
        RawJson error = said.members().get("error");
        if (error != null && Wording.code(error) != ErrorObject.CANCELLED) {
            throw new NotMet("a result or the error -32800", "this came: " + said.text());
        }
    }

    private static void cancelWaiting(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        String sleep = it.task("sleep");
        long running = peer.run(sleep, SHORT);
        long waiting = peer.runAny(it);
        peer.tell("$/cancelRequest", "{\"id\":" + waiting + "}");
        peer.answerToAny(Set.of(running, waiting));
        peer.answerToAny(Set.of(running, waiting));
        peer.answersAny(it);
    }

    private static void signal(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        long id = peer.run(it.task("sleep"), SHORT);
        peer.pause(BEGINNING_MILLIS);
        peer.tell("$/signal", "{\"id\":" + id + ",\"name\":\"kit\",\"value\":{\"a\":1}}");
        peer.tell("$/signal", "{\"id\":" + id + ",\"name\":\"kit\"}");
        peer.result(id);
        peer.answersAny(it);
    }

    private static void progress(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        it.needs("progress");
        peer.answersAny(it);
        if (it.knows("count")) {
            peer.result(peer.run("count", "3"));
        }
        if (peer.ledger().progress() == 0) {
            throw new NotTried("no job that was run reports progress; --task and --input name one that does");
        }
    }

    private static void heartbeat(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize(BEAT_MILLIS);
        it.needs("heartbeat");
        long since = System.nanoTime();
        peer.hearBeats(BEATS, 4 * BEATS * BEAT_MILLIS);
        long took = (System.nanoTime() - since) / 1_000_000;
        if (took < BEATS * BEAT_MILLIS / 4) {
            throw new NotMet("a heartbeat each " + BEAT_MILLIS + " ms", BEATS + " came in " + took + " ms");
        }
        if (it.knows("sleep")) {
            peer.run("sleep", LONG);
            peer.hearBeats(BEATS, 4 * BEATS * BEAT_MILLIS);
        }
    }

    private static void noHeartbeat(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        peer.initialize(0);
        peer.listen(3 * BEAT_MILLIS);
        if (peer.ledger().beats() > 0) {
            throw new NotMet("no heartbeat, since heartbeatMillis was 0", "one came");
        }
    }

    private static void chunks(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        it.needs("chunks");
        RawJson result = peer.result(peer.request(
                "task/runAll", "{\"task\":" + Wording.quoted(it.task("echo")) + ",\"inputs\":[1,\"two\",null,[4]]}"));
        RawJson results = Wording.members(result, "results").get("results");
        if (results == null) {
            throw new NotMet("an object with an array results", "this came: " + Visible.of(result.toString()));
        }
        JobChecks.sameCame(results, "[1,\"two\",null,[4]]");
        noErrors(result);
    }

    private static void chunkErrors(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        it.needs("chunks");
        RawJson result = peer.result(peer.request(
                "task/runAll",
                "{\"task\":" + Wording.quoted(it.task("fail")) + ",\"inputs\":[\"a\",\"b\"],\"job\":1}"));
        Map<String, RawJson> members = Wording.members(result, "results", "errors");
        RawJson results = members.get("results");
        RawJson errors = members.get("errors");
        if (results == null || errors == null) {
            throw new NotMet("an object with results and errors", "this came: " + Visible.of(result.toString()));
        }
        JobChecks.sameCame(results, "[null,null]");
        for (String index : List.of("0", "1")) {
            RawJson error = Wording.members(errors, index).get(index);
            if (error == null || Wording.code(error) == 0) {
                throw new NotMet(
                        "an error with an integer code at \"" + index + "\"",
                        "this came: " + Visible.of(result.toString()));
            }
        }
    }

    /** The job runs on while this is answered, and ends with its worker. */
    private static void stack(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        it.needs("stack");
        long id = peer.run(it.task("sleep"), LONG);
        peer.pause(BEGINNING_MILLIS);
        RawJson told = peer.result(peer.request("worker/stack", "{}"));
        Map<String, RawJson> members = Wording.members(told, "token", "threads");
        String came = "this came: " + Visible.of(told.toString());
        if (Wording.integer(members.get("token"), -1) != id) {
            throw new NotMet("the id of the running job as the token", came);
        }
        RawJson threads = members.get("threads");
        boolean isList = threads != null
                && Wording.value(threads) instanceof List<?> list
                && !list.isEmpty()
                && list.stream()
                        .allMatch(each -> each instanceof Map<?, ?> thread
                                && thread.get("name") instanceof String
                                && thread.get("stack") instanceof List<?>);
        if (!isList) {
            throw new NotMet("an array \"threads\" of objects with a name and an array \"stack\"", came);
        }
    }

    private static void noErrors(RawJson result) throws NotMet {
        RawJson errors = Wording.members(result, "errors").get("errors");
        if (errors != null && !Wording.same(errors, "{}")) {
            throw new NotMet("no errors, or an empty object", "this came: " + Visible.of(result.toString()));
        }
    }
}
