package dev.spindle.worker.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.worker.TaskContext;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInTasksTest {
    private static final TaskContext CALM = new Alone(false);
    private static final TaskContext CANCELLED = new Alone(true);

    @ParameterizedTest
    @CsvSource({
        "2, true",
        "142702110479723, true",
        "299593572317531, true",
        "3333333333333301, true",
        "3333333333333333, false",
        "3333335652092209, false",
        "4444444444444423, true",
        "4444444444444444, false",
        "4444444488888889, false",
        "5555553133149889, false",
        "5555555555555503, true",
        "5555555555555555, false",
        "6666666666666666, false",
        "6666666666666719, true",
        "6666667141414921, false",
        "7777777536340681, false",
        "7777777777777753, true",
        "7777777777777777, false",
        "9999999999999917, true",
        "9999999999999937, true",
        "9999999999999999, false",
        "9223372036854775807, false",
        "9223372030926249001, false", // the square of the largest prime whose square is a long
        "1, false",
        "0, false",
        "-7, false",
        "-9223372036854775808, false",
    })
    void prime(long n, boolean prime) {
        assertThat(new Prime().run(n, CALM)).isEqualTo(prime);
    }

    @Test
    void primeAgreesWithTheLibrary() {
        Random random = new Random(1);
        Prime prime = new Prime();
        for (int i = -10; i < 2000; i++) {
            assertThat(prime.run((long) i, CALM)).as("%d", i).isEqualTo(isPrime(i));
        }
        for (int i = 0; i < 200; i++) {
            long n = random.nextLong() >>> 24;
            assertThat(prime.run(n, CALM)).as("%d", n).isEqualTo(isPrime(n));
        }
    }

    private static boolean isPrime(long n) {
        return n > 1 && BigInteger.valueOf(n).isProbablePrime(60);
    }

    @Test
    void factorsAreTheAscendingPrimesWhoseProductItIs() {
        assertThat(factor(1)).isEmpty();
        assertThat(factor(2)).containsExactly(2L);
        assertThat(factor(49)).containsExactly(7L, 7L);
        assertThat(factor(1L << 62)).hasSize(62).containsOnly(2L);
        assertThat(factor(Long.MAX_VALUE)).containsExactly(7L, 7L, 73L, 127L, 337L, 92_737L, 649_657L);
        for (long n = 1; n < 2000; n++) {
            List<Long> factors = factor(n);
            assertThat(factors).isSorted().allMatch(BuiltInTasksTest::isPrime);
            assertThat(factors.stream().reduce(1L, (a, b) -> a * b)).isEqualTo(n);
        }
    }

    private static List<Long> factor(long n) {
        return new Factor().run(n, CALM);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void factorTakesPositiveIntegers(long n) {
        assertThatThrownBy(() -> new Factor().run(n, CALM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Long.toString(n));
    }

    @Test
    void longWorkSeesThatItIsCancelled(@TempDir Path folder) throws Exception {
        String file = Files.write(folder.resolve("file"), new byte[1]).toString();

        assertThatThrownBy(() -> new Prime().run(9_999_999_999_999_937L, CANCELLED))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> new Factor().run(9_999_999_999_999_937L, CANCELLED))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> new Sha256().run(file, CANCELLED)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> new Mandelbrot().run(new Mandelbrot.View(0, 0, 3, 1, 1, 1), CANCELLED))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void hashesWhatIsLargerThanItsBuffer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a million times a");
        Files.writeString(file, "a".repeat(1_000_000));

        assertThat(new Sha256().run(file.toString(), CALM))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assertThat(new Sha256().run(Files.createFile(folder.resolve("empty")).toString(), CALM))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThatThrownBy(() -> new Sha256().run(folder.toString(), CALM)).hasMessageContaining(folder.toString());
    }

    @Test
    void mandelbrotLooksAtTheMiddleOfEachPixel() {
        List<int[]> rows = new Mandelbrot().run(new Mandelbrot.View(0, 0, 4, 2, 4, 10), CALM);

        // Pixels are two wide and high: c is -1 or 1, and 3i, i, -i or -3i.
        assertThat(rows).containsExactly(new int[] {1, 1}, new int[] {3, 2}, new int[] {3, 2}, new int[] {1, 1});
        assertThat(new Mandelbrot().run(new Mandelbrot.View(0, 0, 1, 1, 1, 99), CALM))
                .containsExactly(new int[] {99});
    }
}
