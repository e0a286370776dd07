package dev.spindle.coordinator.lab.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.codec.Values;
import dev.spindle.worker.lab.Document;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {
    private static final int LARGEST_MINIMUM = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100, 1 << 10, 1 << 16, 1 << 20})
    void haveTheBytesTheyClaim(int size) throws Exception {
        List<Payload<?>> payloads = Payloads.of(List.of(size));

        assertThat(payloads)
                .extracting(Payload::shape)
                .containsExactly("string", "integers", "doubles", "nested", "records");
        for (Payload<?> payload : payloads) {
            assertThat(Values.write(payload.value()).length())
                    .as(payload.shape())
                    .isEqualTo(payload.bytes())
                    .isBetween(size - 3, Math.max(size, LARGEST_MINIMUM));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 50_000})
    void comeBackAsTheyWere(int size) throws Exception {
        for (Payload<?> payload : Payloads.of(List.of(size))) {
            Object copy = Values.read(Values.write(payload.value()), payload.type());
            assertThat(copy).as(payload.shape()).isNotNull().isInstanceOf(payload.type());
            assertThat(payload.value()).usingRecursiveComparison().isEqualTo(copy);
        }
    }

    @Test
    void areTheSameEachTime() {
        List<Payload<?>> again = Payloads.of(List.of(1, 500));

        assertThat(Payloads.of(List.of(1, 500))).hasSameSizeAs(again).allSatisfy(each -> assertThat(again)
                .anyMatch(other -> other.hasValue(each.value())));
    }

    @Test
    void areLeftOutWhereTheNextSizeIsTooSmallToDiffer() {
        assertThat(Payloads.of(List.of(1, 16, 1 << 10)))
                .extracting(Payload::shape)
                .containsExactly(
                        "string",
                        "string",
                        "string",
                        "integers",
                        "integers",
                        "integers",
                        "doubles",
                        "doubles",
                        "doubles",
                        "nested",
                        "nested",
                        "records",
                        "records");
    }

    @Test
    void areOfSoManyItems() {
        assertThat(Payloads.doublesByCount(1000)).extracting(Payload::items).isEqualTo(1000);
        assertThat(Payloads.of(List.of(1))).extracting(Payload::items).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void nestedOnesAreTrees() {
        assertThat(depth(new Payloads().document(1 << 20))).isGreaterThan(4);
        assertThat(depth(new Payloads().document(1))).isEqualTo(1);
    }

    private static int depth(Document document) {
        return 1 + document.parts().stream().mapToInt(PayloadsTest::depth).max().orElse(0);
    }
}
