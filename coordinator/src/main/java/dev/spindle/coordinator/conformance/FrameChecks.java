package dev.spindle.coordinator.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where a message ends and the next begins, and how it may be spelled. */
final class FrameChecks {
    private static final int MIB = 1 << 20;
    private static final long LISTENING_MILLIS = 200;

    /** Characters of one to four bytes, at the ends of the ranges too. */
    private static final String CHARACTERS = "aé߿ࠀ€\uFFFD\uD83D\uDE00\uDBFF\uDFFD";

    private FrameChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "clean-stdout",
                        "nothing but messages is on stdout, while a job prints too",
                        "Frames",
                        FrameChecks::cleanStdout),
                new Check("split-frames", "a message may come in many reads", "Frames", FrameChecks::splitFrames),
                new Check(
                        "characters",
                        "characters of many bytes are read whole, however they are cut",
                        "Frames",
                        FrameChecks::characters),
                new Check(
                        "escapes",
                        "a message may be spelled with white space, escapes, members in any order",
                        "Frames",
                        FrameChecks::escapes),
                new Check("large-frames", "messages of 1 and 8 MiB go in and out", "Frames", FrameChecks::largeFrames));
    }

    private static void cleanStdout(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        Introduction it = peer.initialize();
        peer.answersAny(it);
        if (it.knows("print")) {
            peer.answer(peer.run("print", "\"printed by a job of spindle worker-test\""));
        }
        peer.listen(LISTENING_MILLIS);
    }

    private static void splitFrames(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String job = peer.anyJob(peer.initialize());
        for (int pieceBytes : new int[] {1, 7}) {
            long id = peer.nextId();
            peer.sendInPieces(id, Wording.request(id, "task/run", job), pieceBytes);
            peer.answer(id);
        }
    }

    /** With pieces of three bytes every character of four is cut, in three messages at each of its boundaries. */
    private static void characters(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String echo = peer.initialize().task("echo");
        String value = Wording.quoted(CHARACTERS);
        for (String shift : new String[] {"", "a", "aa"}) {
            String input = Wording.quoted(shift + CHARACTERS);
            long id = peer.nextId();
            peer.sendInPieces(id, Wording.request(id, "task/run", Wording.runParams(echo, input)), 3);
            JobChecks.sameCame(peer.result(id), input);
        }
        long id = peer.run(echo, Wording.escaped(CHARACTERS));
        JobChecks.sameCame(peer.result(id), value);
    }

    private static void escapes(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String job = peer.anyJob(peer.initialize());
        List<String> spellings = List.of(
                " { \"id\" :\t%d , \"method\" : \"task/run\" , \"params\" : %s , \"jsonrpc\" : \"2.0\" } ",
                "{\"params\":%2$s,\"method\":\"task\\/run\",\"jsonrpc\":\"2.0\",\"id\":%1$d}",
                "{\"\\u006aso\\u006erpc\":\"2\\u002e0\",\"\\u0069d\":%d,\"met\\u0068od\":\"\\u0074ask\\u002frun\",\"params\":%s}");
        for (String spelling : spellings) {
            long id = peer.nextId();
            peer.sendTogether(List.of(id), new ArrayList<>(List.of(String.format(spelling, id, job))));
            peer.answer(id);
        }
    }

    private static void largeFrames(Peer peer) throws NotMet, NotTried, IOException, InterruptedException {
        String echo = peer.initialize().task("echo");
        for (int size : new int[] {MIB, 8 * MIB}) {
            String text = "0123456789abcdé\n".repeat(size / 16);
            JobChecks.echoes(peer, echo, Wording.quoted(text));
        }
    }
}
