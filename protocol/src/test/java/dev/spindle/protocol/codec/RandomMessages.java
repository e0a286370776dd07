package dev.spindle.protocol.codec;

import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Spent;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.protocol.message.ToWorker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random messages of every kind that is ever sent. */
public final class RandomMessages {
    private final Random random;
    private final RandomJson json;

    public RandomMessages(Random random) {
        this.random = random;
        this.json = new RandomJson(random);
    }

    private long id() {
        return random.nextInt(10) == 0 ? (1L << 53) - 1 : random.nextInt(1000);
    }

    public ToWorker toWorker() {
        return switch (random.nextInt(7)) {
            case 0 ->
                new ToWorker.Initialize(
                        id(),
                        1,
                        id(),
                        random.nextInt(9),
                        random.nextInt(),
                        1 + random.nextInt(1 << 30),
                        random.nextLong(),
                        random.nextBoolean() ? null : new ToWorker.BlobFiles(json.text(), json.text(), id()),
                        random.nextInt(3));
            case 1 ->
                new ToWorker.RunTask(id(), json.text(), payload(), id(), 1 + random.nextInt(9), random.nextInt(3));
            case 2 -> new ToWorker.CancelRequest(id(), random.nextBoolean());
            case 3 -> new ToWorker.SetSignal(id(), json.text(), random.nextBoolean() ? json.checked() : null);
            case 4 -> new ToWorker.Shutdown(id());
            case 5 -> new ToWorker.RunAll(id(), json.text(), RawJson.checked(array()), id());
            default -> new ToWorker.Exit();
        };
    }

    public FromWorker fromWorker() {
        return switch (random.nextInt(6)) {
            case 0 -> new FromWorker.Result(id(), payload(), spent());
            case 1 ->
                new FromWorker.Failure(
                        random.nextInt(5) == 0 ? Message.NO_ID : id(),
                        new ErrorObject(random.nextInt(), json.text(), thrown(3)),
                        spent());
            case 2 -> new FromWorker.Progress(id(), random.nextInt(3) - 1, json.checked());
            case 3 ->
                new FromWorker.Output(
                        id(),
                        random.nextInt(3) - 1,
                        random.nextBoolean() ? FromWorker.Stream.STDOUT : FromWorker.Stream.STDERR,
                        json.text().repeat(random.nextInt(300)));
            case 4 -> new FromWorker.Goodbye(random.nextInt(), random.nextBoolean() ? null : random.nextInt(5) - 1L);
            default -> new FromWorker.Heartbeat();
        };
    }

    private @Nullable Spent spent() {
        return random.nextInt(4) > 0 ? null : new Spent(id(), id(), id());
    }

    /** Now and then with blobs beside it. */
    private RawJson payload() {
        if (random.nextInt(4) > 0) {
            return json.checked();
        }
        StringBuilder text = new StringBuilder("[");
        List<BlobReference> references = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = text.length();
            BlobReference reference = new BlobReference(at, 0, id(), random.nextInt(1 << 30), null);
            text.append(BlobReference.text(reference.offset(), reference.length()));
            references.add(new BlobReference(at, text.length(), reference.offset(), reference.length(), null));
            text.append(i == 0 ? "]" : ",");
        }
        return RawJson.checked(text.toString().getBytes(StandardCharsets.US_ASCII), references);
    }

    private byte[] array() {
        String items = random.nextBoolean() ? json.checked() + "," + json.checked() : "";
        return ("[" + items + "]").getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Thrown thrown(int depth) {
        return depth == 0 || random.nextInt(3) == 0
                ? null
                : new Thrown(
                        json.text(),
                        random.nextBoolean() ? json.text() : null,
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> json.text())
                                .toList(),
                        thrown(depth - 1),
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> new Thrown(json.text(), json.text(), List.of(), null, List.of()))
                                .toList());
    }
}
