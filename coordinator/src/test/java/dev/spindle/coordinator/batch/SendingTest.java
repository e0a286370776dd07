package dev.spindle.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendingTest {
    private final List<Batch> sent = new ArrayList<>();
    private final Sending sending = new Sending(new BatchEngine() {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void submit(Batch batch) {
            sent.add(batch);
        }

        @Override
        public void cancel() {
            sent.clear();
        }

        @Override
        public void write(String file, byte[] bytes) {}

        @Override
        public void close() {}
    });

    private static Batch batch(String text) throws IOException {
        return Batches.batch(text + "\n", Batches.JSON);
    }

    @Test
    void whatIsSuspectedRunsAloneAndTheOthersWait() throws IOException {
        Batch one = batch("1");
        Batch two = batch("2");
        Batch three = batch("3");
        Batch four = batch("4");
        sending.submit(one);
        sending.submit(two);
        sending.submit(three);
        assertThat(sent).containsExactly(one, two, three);

        assertThat(sending.suspect(one)).isTrue();
        assertThat(sending.suspect(two)).isTrue();
        sending.submit(four);
        assertThat(sent).hasSize(3);

        sending.over(three);
        assertThat(sent).containsExactly(one, two, three, one);
        assertThat(sending.suspect(one)).isFalse();
        assertThat(sent).containsExactly(one, two, three, one, two);
        sending.over(two);
        assertThat(sent).containsExactly(one, two, three, one, two, four);
    }

    @Test
    void cancelledNothingMoreIsSent() throws IOException {
        Batch one = batch("1");
        Batch two = batch("2");
        sending.submit(one);
        sending.submit(two);
        assertThat(sending.suspect(one)).isTrue();
        sending.cancel();
        sending.over(two);
        assertThat(sent).isEmpty();
    }
}
