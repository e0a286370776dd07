package dev.spindle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class BlobTest {
    @Test
    void numbersComeBack() {
        double[] doubles = {0.1, -0.0, Double.NaN, Double.MAX_VALUE};
        float[] floats = {0.1f, Float.NEGATIVE_INFINITY};
        long[] longs = {1, Long.MIN_VALUE};
        int[] ints = {1, Integer.MIN_VALUE, 7};

        assertThat(Blob.ofDoubles(doubles).toDoubles()).containsExactly(doubles);
        assertThat(Blob.ofFloats(floats).toFloats()).containsExactly(floats);
        assertThat(Blob.ofLongs(longs).toLongs()).containsExactly(longs);
        assertThat(Blob.ofInts(ints).toInts()).containsExactly(ints);
        assertThat(Blob.ofInts(1).toByteArray()).containsExactly(1, 0, 0, 0);
        assertThat(Blob.ofLongs().size()).isZero();
    }

    @Test
    void nobodyCanChangeOne() {
        byte[] bytes = {1, 2, 3};
        Blob blob = Blob.of(bytes);

        bytes[0] = 9;
        blob.toByteArray()[1] = 9;

        assertThat(blob)
                .isEqualTo(Blob.of((byte) 1, (byte) 2, (byte) 3))
                .hasSameHashCodeAs(Blob.of((byte) 1, (byte) 2, (byte) 3));
        assertThat(blob).isNotEqualTo(Blob.of((byte) 1, (byte) 2)).hasToString("Blob of 3 bytes");
        assertThatThrownBy(() -> blob.asByteBuffer().put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void theViewReadsNumbersAsTheyWereWritten() {
        assertThat(Blob.ofDoubles(0.5, 2.5).asByteBuffer().getDouble(8)).isEqualTo(2.5);
    }

    @Test
    void bytesThatAreNoWholeNumbersAreNotRead() {
        assertThatThrownBy(Blob.of(new byte[13])::toDoubles)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a blob of 13 bytes holds no whole numbers of 8 bytes each");
    }
}
