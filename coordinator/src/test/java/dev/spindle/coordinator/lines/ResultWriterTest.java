package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.WriteAhead;
import dev.spindle.coordinator.cli.Result;
import dev.spindle.coordinator.report.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
    private final CompletionQueue<Line.Ended> ended = new CompletionQueue<>();
    private Counts counts = new Counts();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

    private Thread start(OutputStream out, boolean keepOrder) {
        ResultWriter writer = new ResultWriter(
                out,
                keepOrder,
                ended,
                new InFlight(),
                counts,
                new Findings(),
                WriteAhead.NONE,
                "cannot write: ",
                problems::add,
                () -> {},
                null,
                new AwaitedResults());
        Thread thread = new Thread(writer);
        thread.start();
        return thread;
    }

    private static Line.Ended line(int place, int length) {
        return new Line.Ended(Line.invalid(place + 1, place, null, "x".repeat(length)), null, 1);
    }

    private static List<Long> seqs(String text) throws Exception {
        List<Long> seqs = new ArrayList<>();
        for (String line : text.lines().toList()) {
            seqs.add(Result.parse(line).seq());
        }
        return seqs;
    }

    @Test
    void keepsTheOrderOfTheInputOrThatOfTheEnds() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Line.Ended> lines = new ArrayList<>();
        for (int place = 0; place < 3000; place++) {
            lines.add(line(place, random.nextInt(300)));
        }
        Collections.shuffle(lines, random);
        for (boolean keepOrder : new boolean[] {true, false}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            counts = new Counts();
            Thread thread = start(out, keepOrder);
            int end = random.nextInt(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                if (i == end) {
                    ended.add(Line.Ended.endOfInput(lines.size()));
                }
                ended.add(lines.get(i));
            }
            thread.join();

            List<Long> expected = new ArrayList<>(
                    lines.stream().map(each -> each.line().seq()).toList());
            if (keepOrder) {
                Collections.sort(expected);
            }
            assertThat(seqs(out.toString(StandardCharsets.UTF_8)))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void writesWholeLinesOnly() throws Exception {
        List<byte[]> writes = Collections.synchronizedList(new ArrayList<>());
        OutputStream out = new OutputStream() {
            @Override
            public void write(int single) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        };
        Random random = new Random(7);
        Thread thread = start(out, false);
        for (int place = 0; place < 1000; place++) {
            ended.add(line(place, random.nextInt(50) == 0 ? 200_000 : random.nextInt(2000)));
        }
        ended.add(Line.Ended.endOfInput(1000));
        thread.join();

        assertThat(writes)
                .allSatisfy(bytes -> assertThat(bytes[bytes.length - 1]).isEqualTo((byte) '\n'));
        assertThat(writes).hasSizeLessThan(1000); // many lines at a time
    }

    @Test
    void whatHasEndedIsOutAsSoonAsNothingElseWaits() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread thread = start(out, true);
        for (int place = 0; place < 5; place++) {
            ended.add(line(place, 10));
            int lines = place + 1;
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> out.toString(StandardCharsets.UTF_8).lines().count() == lines);
        }
        ended.add(Line.Ended.endOfInput(5));
        thread.join();
    }

    @Test
    void anOutputThatFailsIsToldOnceAndTheRestStillCounted() throws Exception {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Thread thread = start(out, false);
        for (int place = 0; place < 2000; place++) {
            ended.add(line(place, 1000));
        }
        ended.add(Line.Ended.endOfInput(2000));
        thread.join();

        assertThat(problems).containsExactly("cannot write: No space left on device");
        assertThat(counts.lines()).isEqualTo(2000);
    }
}
