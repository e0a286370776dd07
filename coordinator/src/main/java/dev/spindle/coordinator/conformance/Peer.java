package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.conformance.Heard.Said;
import dev.spindle.coordinator.process.BareWorker;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The coordinator's side of a talk with one worker process: says what a check wants said, and takes nothing but what is allowed. */
final class Peer implements AutoCloseable {
    /** How soon a worker has left that is to leave at once. */
    static final long LEAVING_MILLIS = 3_000;
    /** After the end of a check: a worker that has more to say says it by then. */
    private static final long LAST_WORDS_MILLIS = 500;

    private final Target target;
    private final Transcript transcript;
    private final Ear ear;
    private final BareWorker worker;
    private final Voice voice;
    private final Ledger ledger = new Ledger();
    private long lastId;
    private boolean spoke;
    private boolean inputEnded;

    private Peer(Target target, Transcript transcript, Ear ear, BareWorker worker) {
        this.target = target;
        this.transcript = transcript;
        this.ear = ear;
        this.worker = worker;
        this.voice = new Voice(target.framing(), transcript, worker);
    }

    static Peer start(Target target, Transcript transcript) throws IOException, InterruptedException {
        Ear ear = new Ear(transcript);
        return new Peer(target, transcript, ear, BareWorker.start(target.command(), ear));
    }

    // ---- saying

    /** Sends a request with the next id, which is given back. */
    long request(String method, String params) throws IOException {
        long id = ++lastId;
        request(id, method, params);
        return id;
    }

    void request(long id, String method, String params) throws IOException {
        expect(id);
        send(Wording.request(id, method, params));
    }

    void tell(String method, String params) throws IOException {
        send(Wording.notification(method, params));
    }

    /** Sends a message, in one write. */
    void send(String message) throws IOException {
        voice.say(message);
    }

    /** Sends the requests, which have these ids, in one write. */
    void sendTogether(List<Long> ids, List<String> requests) throws IOException {
        ids.forEach(this::expect);
        voice.sayTogether(requests);
    }

    /** Sends the request {@code id} in pieces of so many bytes, which the worker most likely reads one by one. */
    void sendInPieces(long id, String request, int pieceBytes) throws IOException {
        expect(id);
        voice.sayInPieces(request, pieceBytes);
    }

    /** From now on an answer to {@code id} is expected. */
    private void expect(long id) {
        lastId = Math.max(lastId, id);
        ledger.asked(id);
    }

    void endInput() throws IOException {
        inputEnded = true;
        transcript.note("end of its stdin");
        worker.endInput();
    }

    /** Lets so much time pass, in which the worker does what it does. */
    void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    // ---- hearing

    /** Waits for the response to {@code id}: nothing else may be answered before. */
    Said answer(long id) throws NotMet, InterruptedException {
        return answerToAny(Set.of(id));
    }

    /** Waits for a response to one of {@code ids}, which may come in any order. */
    Said answerToAny(Set<Long> ids) throws NotMet, InterruptedException {
        String expected = "an answer to the request "
                + ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
        while (true) {
            Heard heard = ear.next(left());
            if (heard == null) {
                throw new NotMet(
                        expected, "none came within " + target.timeout().toMillis() / 1000.0 + " s");
            } else if (heard instanceof Heard.End) {
                throw new NotMet(expected, ending());
            }
            Said said = message(heard);
            if (!said.isResponse()) {
                continue;
            }
            if (ids.stream().noneMatch(id -> id.toString().equals(said.member("id")))) {
                throw new NotMet(expected, "this came: " + said.text());
            }
            ledger.answered(said);
            return said;
        }
    }

    /** The response, which is to be a result. */
    RawJson result(long id) throws NotMet, InterruptedException {
        Said said = answer(id);
        RawJson result = said.members().get("result");
        if (result == null) {
            throw new NotMet("a result of the request " + id, "an error came: " + said.text());
        }
        return result;
    }

    /** The response, which is to be an error of this code. */
    RawJson error(long id, int code) throws NotMet, InterruptedException {
        Said said = answer(id);
        RawJson error = said.members().get("error");
        if (error == null) {
            throw new NotMet("the error " + code + " for the request " + id, "a result came: " + said.text());
        }
        if (Wording.code(error) != code) {
            throw new NotMet("the error code " + code, "this came: " + said.text());
        }
        return error;
    }

    /** What comes next, be it no message at all; null when nothing comes in time. */
    @Nullable
    Heard next() throws InterruptedException {
        return ear.next(left());
    }

    /** Takes what comes within that time, which may be no response. */
    void listen(long millis) throws NotMet, InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (true) {
            Heard heard = ear.next((end - System.nanoTime()) / 1_000_000);
            if (heard == null) {
                return;
            } else if (heard instanceof Heard.End) {
                throw new NotMet("that it goes on", ending());
            }
            ledger.unasked(message(heard));
        }
    }

    /** Waits until it has left; what it says until then may be no response. Its exit status. */
    int leaves(String when) throws NotMet, InterruptedException {
        long end = System.nanoTime() + LEAVING_MILLIS * 1_000_000;
        long began = transcript.millis();
        OptionalInt status = worker.status(Math.min(LEAVING_MILLIS, left()));
        if (status.isEmpty()) {
            long waited = transcript.millis() - began;
            throw new NotMet("that it leaves " + when, "it is still there after " + waited / 1000.0 + " s");
        }
        transcript.note("it left with status " + status.getAsInt());
        Heard heard = ear.next((end - System.nanoTime()) / 1_000_000);
        while (heard != null && !(heard instanceof Heard.End)) {
            ledger.answered(message(heard));
            heard = ear.next((end - System.nanoTime()) / 1_000_000);
        }
        return status.getAsInt();
    }

    /** At the end of a check: nothing that was not asked for may come any more. */
    void finish() throws NotMet, InterruptedException {
        if (!inputEnded) {
            try {
                endInput();
            } catch (IOException e) {
                // it has left
            }
        }
        long end = System.nanoTime() + LAST_WORDS_MILLIS * 1_000_000;
        Heard heard = ear.next(LAST_WORDS_MILLIS);
        while (heard != null && !(heard instanceof Heard.End)) {
            ledger.answered(message(heard));
            heard = ear.next((end - System.nanoTime()) / 1_000_000);
        }
    }

    private Said message(Heard heard) throws NotMet {
        spoke = true;
        Said said = ledger.message(heard);
        if (said.isRequest()) {
            answerNo(said);
        }
        return said;
    }

    /** A coordinator serves no requests. */
    private void answerNo(Said said) {
        try {
            send("{\"jsonrpc\":\"2.0\",\"id\":" + said.member("id")
                    + ",\"error\":{\"code\":-32601,\"message\":\"a coordinator serves no requests\"}}");
        } catch (IOException e) {
            transcript.note("it reads no answer to its request");
        }
    }

    /** What to say of its end. */
    String ending() throws InterruptedException {
        OptionalInt status = worker.status(LAST_WORDS_MILLIS);
        List<String> words = worker.stderr();
        return (status.isPresent() ? "it left with status " + status.getAsInt() : "it closed its stdout")
                + (words.isEmpty() ? "" : "; its stderr ends with: " + Visible.of(words.get(words.size() - 1)));
    }

    // ---- its end

    /** Whether anything came on its stdout. */
    boolean spoke() {
        return spoke;
    }

    /** Its last line on stderr. */
    String lastWords() {
        List<String> words = worker.stderr();
        return words.isEmpty() ? "it says nothing on stderr" : Visible.of(words.get(words.size() - 1));
    }

    // ---- usual turns

    /** Starts the talk; what the worker says of itself. */
    Introduction initialize() throws NotMet, IOException, InterruptedException {
        return initialize(0);
    }

    Introduction initialize(long heartbeatMillis) throws NotMet, IOException, InterruptedException {
        return initialize(Wording.initializeParams(heartbeatMillis, ""));
    }

    Introduction initialize(String params) throws NotMet, IOException, InterruptedException {
        return Introduction.of(result(request("initialize", params)));
    }

    /** Sends a job. */
    long run(String task, String input) throws IOException {
        return request("task/run", Wording.runParams(task, input));
    }

    /** Sends any job that soon gets some answer. */
    long runAny(Introduction introduction) throws NotTried, IOException {
        return request("task/run", anyJob(introduction));
    }

    /** Runs any job: what came before its answer and should not is found by that. */
    Said answersAny(Introduction introduction) throws NotMet, NotTried, IOException, InterruptedException {
        return answer(runAny(introduction));
    }

    /** The params of any job that soon gets some answer. */
    String anyJob(Introduction introduction) throws NotTried {
        String task = target.task();
        return task == null
                ? introduction.anyJob()
                : Wording.runParams(task, target.input().toString());
    }

    long nextId() {
        return lastId + 1;
    }

    /** What came beside answers. */
    Ledger ledger() {
        return ledger;
    }

    /** Waits for so many further heartbeats; for no response. */
    void hearBeats(int count, long millis) throws NotMet, InterruptedException {
        int wanted = ledger.beats() + count;
        long end = System.nanoTime() + Math.min(millis, left()) * 1_000_000;
        while (ledger.beats() < wanted) {
            Heard heard = ear.next((end - System.nanoTime()) / 1_000_000);
            if (heard == null || heard instanceof Heard.End) {
                throw new NotMet(
                        count + " heartbeats within " + millis + " ms", count - (wanted - ledger.beats()) + " came");
            }
            ledger.unasked(message(heard));
        }
    }

    private long left() {
        return target.timeout().toMillis() - transcript.millis();
    }

    /** Ends the process, whatever it does. */
    void kill() {
        worker.kill();
    }

    List<String> stderr() {
        return worker.stderr();
    }

    OptionalInt status() throws InterruptedException {
        return worker.status(LAST_WORDS_MILLIS);
    }

    @Override
    public void close() throws InterruptedException {
        worker.close();
    }
}
