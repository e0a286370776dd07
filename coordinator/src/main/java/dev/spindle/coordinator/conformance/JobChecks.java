package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.conformance.Heard.Said;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The handshake, jobs and their answers. */
final class JobChecks {
    private static final long LARGEST_ID = (1L << 53) - 1;

    private JobChecks() {}

    /** Without it there is nothing else to check. */
    static final Check HANDSHAKE = new Check(
            "handshake",
            "initialize is answered with protocolVersion 1, a name, tasks and capabilities",
            "Handshake",
            Peer::initialize);

    static List<Check> all() {
        return List.of(
                new Check("one-answer", "each job gets exactly one answer, with its id", "Jobs", JobChecks::oneAnswer),
                new Check(
                        "order",
                        "jobs sent together are answered one by one, in their order",
                        "Jobs",
                        JobChecks::order),
                new Check("values", "any JSON value goes in and out as it is", "Jobs", JobChecks::values),
                new Check("large-ids", "ids up to 2^53-1 come back digit by digit", "Jobs", JobChecks::largeIds),
                new Check(
                        "unknown-method",
                        "an unknown request is answered with -32601",
                        "Errors",
                        JobChecks::unknownMethod),
                new Check("unknown-task", "an unknown task is answered with -32602", "Errors", JobChecks::unknownTask),
                new Check(
                        "failing-task",
                        "a task that fails is answered with -32000, and life goes on",
                        "Errors",
                        JobChecks::failingTask),
                new Check(
                        "invalid-json",
                        "what is no JSON is answered with -32700, or ends the worker",
                        "Errors",
                        JobChecks::invalidJson));
    }

    private static void oneAnswer(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        for (int i = 0; i < 3; i++) {
            peer.answersAny(it);
        }
    }

    private static void order(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        String job = peer.anyJob(it);
        List<Long> ids = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long id = peer.nextId() + i;
            ids.add(id);
            requests.add(Wording.request(id, "task/run", job));
        }
        peer.sendTogether(ids, requests);
        for (long id : ids) {
            peer.answer(id);
        }
    }

    private static void values(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String echo = peer.initialize().task("echo");
        List<String> values = List.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "0.5",
                "2147483648",
                "\"\"",
                "\"text\"",
                "[]",
                "{}",
                "[[],{\"a\":[null]}]",
                "\"{\\\"result\\\":1}\"",
                "{\"id\":1,\"method\":\"exit\",\"error\":{}}");
        for (String value : values) {
            echoes(peer, echo, value);
        }
    }

    /** A job that has {@code value} as its input and as its result. */
    static void echoes(Peer peer, String echo, String value) throws NotMet, IOException, InterruptedException {
        sameCame(peer.result(peer.run(echo, value)), value);
    }

    static void sameCame(RawJson result, String value) throws NotMet {
        if (!Wording.same(result, value)) {
            throw new NotMet("the result " + Visible.of(value), "this came: " + Visible.of(result.toString()));
        }
    }

    private static void largeIds(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String job = peer.anyJob(peer.initialize());
        for (long id : new long[] {Integer.MAX_VALUE + 1L, LARGEST_ID - 1, LARGEST_ID}) {
            peer.request(id, "task/run", job);
            peer.answer(id);
        }
    }

    private static void unknownMethod(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        peer.initialize();
        peer.error(peer.request("task/fly", "{}"), ErrorObject.METHOD_NOT_FOUND);
        peer.error(peer.request("$/fly", "{}"), ErrorObject.METHOD_NOT_FOUND);
    }

    private static void unknownTask(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        peer.initialize();
        peer.error(peer.run("no such task, says spindle worker-test", "null"), ErrorObject.INVALID_PARAMS);
    }

    private static void failingTask(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        String fail = it.task("fail", "fault.throw");
        for (int i = 0; i < 2; i++) {
            peer.error(peer.run(fail, "\"on purpose\""), ErrorObject.TASK_FAILED);
        }
        peer.answersAny(it);
    }

    private static void invalidJson(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        peer.initialize();
        peer.send("{\"jsonrpc\":\"2.0\",\"method\":\"task/run\",\"params\":{]}");
        Heard heard = peer.next();
        if (heard == null) {
            throw new NotMet("the error -32700 with id null, or the worker's end", "nothing came");
        }
        if (heard instanceof Said said) {
            Map<String, RawJson> members = said.members();
            RawJson error = members.get("error");
            if (!"null".equals(said.member("id")) || error == null || Wording.code(error) != ErrorObject.PARSE_ERROR) {
                throw new NotMet("the error -32700 with id null, or the worker's end", "this came: " + said.text());
            }
        } else if (heard instanceof Heard.Noise noise) {
            throw new NotMet("the error -32700 with id null, or the worker's end", "this came: " + noise.text());
        }
    }
}
