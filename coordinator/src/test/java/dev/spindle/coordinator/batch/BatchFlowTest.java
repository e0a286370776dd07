package dev.spindle.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFlowTest {
    private static final int LINES = 500;

    private static List<Batch> batches(Random random) throws IOException {
        String text = IntStream.rangeClosed(1, LINES).mapToObj(i -> i + "\n").collect(Collectors.joining());
        List<Batch> batches = new ArrayList<>();
        Batch rest = Batches.batch(text, Batches.JSON);
        while (rest.jobs() > 30) {
            List<Batch> two = Batches.JSON.split(rest, 1 + random.nextInt(30));
            batches.add(two.get(0));
            rest = two.get(1);
        }
        batches.add(rest);
        return batches;
    }

    /** Whatever becomes of batches, in whatever order: each line has one result, in the order that was asked for. */
    @Test
    void nothingIsLostAndNothingTwice() throws IOException {
        long seed = System.nanoTime();
        for (int round = 0; round < 50; round++) {
            Random random = new Random(seed + round);
            String context = "seed " + (seed + round);
            boolean keepOrder = round % 2 == 0;
            BatchFlow flow = new BatchFlow(Batches.JSON, keepOrder);
            Deque<Batch> toSend = new ArrayDeque<>(batches(random));
            List<Batch> sent = new ArrayList<>();
            List<Long> seen = new ArrayList<>();
            TreeSet<Long> lost = new TreeSet<>();
            long done = 0;
            while (!toSend.isEmpty() || !sent.isEmpty()) {
                if (!toSend.isEmpty() && (sent.isEmpty() || random.nextBoolean())) {
                    Batch batch = toSend.pop();
                    flow.add(batch);
                    sent.add(batch);
                    continue;
                }
                Collections.shuffle(sent, random);
                Batch batch = sent.remove(0);
                assertThat(flow.isUnderWay(batch)).as(context).isTrue();
                if (random.nextInt(4) == 0) {
                    List<Batch> parts = flow.lost(batch);
                    if (parts.isEmpty()) {
                        lost.add(batch.firstLine());
                        done++;
                    }
                    for (Batch part : parts) {
                        flow.add(part);
                        sent.add(part);
                    }
                } else {
                    int first = 1 + random.nextInt(batch.jobs());
                    done += first;
                    Batch rest = flow.ended(batch, Batches.result(first));
                    assertThat(rest == null).as(context).isEqualTo(first == batch.jobs());
                    if (rest != null) {
                        flow.add(rest);
                        sent.add(rest);
                    }
                }
                assertThat(flow.isUnderWay(batch)).as(context).isFalse();
                for (BatchFlow.Output next = flow.next(); next != null; next = flow.next()) {
                    BatchFlow.Done part = (BatchFlow.Done) next;
                    for (int i = 0; i < part.result().counts().lines(); i++) {
                        seen.add(part.firstLine() + i);
                    }
                }
            }
            assertThat(done).as(context).isEqualTo(LINES);
            assertThat(flow.jobs()).isZero();
            seen.addAll(lost);
            assertThat(seen).as(context).doesNotHaveDuplicates().hasSize(LINES);
            if (keepOrder && lost.isEmpty()) {
                assertThat(seen).as(context).isSorted();
            }
        }
    }

    @Test
    void theOrderIsThatOfTheInput() throws IOException {
        List<Batch> two = Batches.JSON.split(Batches.batch("1\n2\n3\n", Batches.JSON), 2);
        BatchFlow flow = new BatchFlow(Batches.JSON, true);
        two.forEach(flow::add);

        assertThat(flow.ended(two.get(1), Batches.result(1))).isNull();
        assertThat(flow.next()).isNull();
        assertThat(flow.ended(two.get(0), Batches.result(2))).isNull();

        assertThat(flow.next()).extracting("firstLine").isEqualTo(1L);
        assertThat(flow.next()).extracting("firstLine").isEqualTo(3L);
        assertThat(flow.next()).isNull();
    }

    @Test
    void whatIsGivenUpIsNotUnderWay() throws IOException {
        Batch batch = Batches.batch("1\n2\n3\n", Batches.JSON);
        BatchFlow flow = new BatchFlow(Batches.JSON, false);
        flow.add(batch);

        assertThat(flow.jobs()).isEqualTo(3);
        flow.giveUp();
        assertThat(flow.jobs()).isZero();
        assertThat(flow.isUnderWay(batch)).isFalse();
        assertThat(flow.next()).isEqualTo(new BatchFlow.NotRun(batch));
        assertThat(flow.next()).isNull();
    }
}
