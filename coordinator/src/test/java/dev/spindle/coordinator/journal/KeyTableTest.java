package dev.spindle.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    @Test
    void itDoesWhatAMapDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        KeyTable table = new KeyTable();
        Map<JobKey, Long> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            JobKey key = new JobKey(random.nextInt(3), random.nextInt(20_000)).later(random.nextInt(3));
            long value = random.nextLong() | 1;
            assertThat(table.get(key)).as("seed %s", seed).isEqualTo(map.getOrDefault(key, 0L));
            table.put(key, value);
            map.put(key, value);
        }
        assertThat(table.size()).as("seed %s", seed).isEqualTo(map.size());
        map.forEach(
                (key, value) -> assertThat(table.get(key)).as("seed %s", seed).isEqualTo(value));
    }

    @Test
    void manyEqualJobsAreFarApartInIt() {
        KeyTable table = new KeyTable();
        JobKey one = new JobKey(11, 5);
        JobKey other = new JobKey(17, 5);
        for (int i = 0; i < 500_000; i++) { // with all of them in a row this would take hours
            table.put(one.later(i), i + 1L);
            table.put(other.later(i), -i - 1L);
        }
        assertThat(table.get(one.later(499_999))).isEqualTo(500_000);
        assertThat(table.get(other.later(1))).isEqualTo(-2);
        assertThat(table.get(one.later(500_000))).isZero();
    }

    @Test
    void itCounts() {
        KeyTable table = new KeyTable();
        JobKey key = new JobKey(1, 2);
        assertThat(table.increment(key)).isZero();
        assertThat(table.increment(key)).isEqualTo(1);
        assertThat(table.get(key)).isEqualTo(2);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aKeyIsItsText() {
        JobKey key = new JobKey(-1, 0x0123456789abcdefL);
        assertThat(key).hasToString("ffffffffffffffff0123456789abcdef");
        byte[] text = ("x" + key).getBytes(StandardCharsets.US_ASCII);
        assertThat(JobKey.parse(text, 1)).isEqualTo(key);
    }
}
