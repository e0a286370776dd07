package dev.spindle.coordinator.conformance;

import java.io.IOException;
import java.util.List;

/** What a worker takes no notice of: later versions of the protocol, and messages that come too late, live on that. */
final class ToleranceChecks {
    private static final String SECTION = "Handshake";

    private ToleranceChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("unknown-fields", "unknown fields are ignored", SECTION, ToleranceChecks::unknownFields),
                new Check(
                        "unknown-notification",
                        "an unknown notification is ignored",
                        SECTION,
                        ToleranceChecks::unknownNotification),
                new Check(
                        "stray-response", "a response to nothing is ignored", SECTION, ToleranceChecks::strayResponse),
                new Check(
                        "late-cancel",
                        "a cancel of a job that is over, or never was, is ignored",
                        "Capabilities",
                        ToleranceChecks::lateCancel),
                new Check(
                        "late-signal",
                        "a signal to a job that is over, or never was, is ignored",
                        "Capabilities",
                        ToleranceChecks::lateSignal));
    }

    private static void unknownFields(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String more = ",\"task\":\"none\",\"later\":{\"id\":[1,{\"method\":null}]}";
        Introduction it = peer.initialize(Wording.initializeParams(0, more));
        String job = peer.anyJob(it);
        long id = peer.nextId();
        String request = Wording.request(id, "task/run", job.replaceFirst("}$", ",\"later\":[{}]}"));
        peer.sendTogether(
                List.of(id), List.of(request.replaceFirst("}$", ",\"trace\":\"0af7\",\"later\":{\"id\":0}}")));
        peer.answer(id);
    }

    private static void unknownNotification(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        peer.tell("$/later", "{\"id\":1}");
        peer.tell("worker/later", "{\"task\":\"echo\",\"input\":[]}");
        peer.answersAny(it);
    }

    private static void strayResponse(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        peer.send("{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":null}");
        peer.send("{\"jsonrpc\":\"2.0\",\"id\":4712,\"error\":{\"code\":-32601,\"message\":\"no\"}}");
        peer.answersAny(it);
    }

    private static void lateCancel(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        long over = peer.runAny(it);
        peer.answer(over);
        peer.tell("$/cancelRequest", "{\"id\":" + over + "}");
        peer.tell("$/cancelRequest", "{\"id\":4711}");
        peer.answersAny(it);
    }

    private static void lateSignal(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        long over = peer.runAny(it);
        peer.answer(over);
        peer.tell("$/signal", "{\"id\":" + over + ",\"name\":\"done\"}");
        peer.tell("$/signal", "{\"id\":4711,\"name\":\"done\",\"value\":[1]}");
        peer.answersAny(it);
    }
}
