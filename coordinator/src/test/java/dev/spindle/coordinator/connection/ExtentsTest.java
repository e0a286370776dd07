package dev.spindle.coordinator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtentsTest {
    private static final int BEGIN = 100;
    private static final int LIMIT = 5_000;

    private record Taken(int from, int length) {}

    @Test
    void noByteIsGivenTwiceAndAllComeBack() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Extents extents = new Extents(BEGIN, LIMIT);
        BitSet used = new BitSet();
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            if (random.nextBoolean()) {
                int length = 1 + random.nextInt(300);
                int from = extents.take(length);
                if (from >= 0) {
                    assertThat(from).isGreaterThanOrEqualTo(BEGIN);
                    assertThat(from + length).isLessThanOrEqualTo(LIMIT);
                    assertThat(used.get(from, from + length).isEmpty()).isTrue();
                    used.set(from, from + length);
                    taken.add(new Taken(from, length));
                }
            } else if (!taken.isEmpty()) {
                Taken freed = taken.remove(random.nextInt(taken.size()));
                extents.giveBack(freed.from(), freed.length());
                used.clear(freed.from(), freed.from() + freed.length());
            }
            assertThat(extents.end()).isEqualTo(Math.max(BEGIN, used.length()));
        }
        taken.forEach(each -> extents.giveBack(each.from(), each.length()));

        assertThat(extents.end()).isEqualTo(BEGIN);
        assertThat(extents.take(LIMIT - BEGIN)).isEqualTo(BEGIN);
        assertThat(extents.take(1)).isNegative();
    }

    @Test
    void theFirstRoomThatFitsIsUsedAgain() {
        Extents extents = new Extents(0, 1_000);
        int first = extents.take(100);
        int second = extents.take(100);
        extents.take(100);
        extents.giveBack(second, 100);
        extents.giveBack(first, 100);

        assertThat(extents.take(150)).isEqualTo(first);
        assertThat(extents.take(60)).isEqualTo(300);
        assertThat(extents.take(50)).isEqualTo(150);
    }
}
