package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.protocol.message.ToWorker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageWriterTest {
    private final MessageWriter writer = new MessageWriter();

    private String written(Message message) {
        writer.encode(message);
        return new String(writer.bytes(), 0, writer.length(), UTF_8);
    }

    @Test
    void writesEachMessageByItself() {
        String first = written(new FromWorker.Heartbeat());

        assertThat(written(new ToWorker.Exit())).contains("\"exit\"").doesNotContain("heartbeat");
        assertThat(written(new FromWorker.Heartbeat())).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7_900, 8_000, 8_100, 100_000, 3 << 20})
    void copiesRawValuesOfAnyLengthAsTheyStand(int length) {
        String json = "\"" + "x".repeat(length) + "\"";

        assertThat(written(new FromWorker.Result(1, RawJson.of(json))))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + json + "}");
    }

    @Test
    void letsGoOfTheBufferOfALargeMessage() {
        written(new FromWorker.Result(1, RawJson.of("\"" + "x".repeat(3 << 20) + "\"")));
        written(new FromWorker.Heartbeat());

        assertThat(writer.bytes().length).isLessThan(1 << 20);
    }

    @Test
    void isAsGoodAsNewAfterAMessageThatCannotBeWritten() {
        String whole = written(new FromWorker.Heartbeat());

        for (Message onlyReceived : new Message[] {
            new ToWorker.Ignored(),
            new ToWorker.UnknownRequest(1, "x"),
            new FromWorker.Ignored(),
            new FromWorker.UnknownRequest(1, "x")
        }) {
            assertThatThrownBy(() -> writer.encode(onlyReceived)).isInstanceOf(IllegalArgumentException.class);
            assertThat(written(new FromWorker.Heartbeat())).isEqualTo(whole);
        }
    }

    @Test
    void writesAQuestionMarkForHalfASurrogatePairInAnError() {
        Thrown thrown = new Thrown("E\uD800", "m\uDC00", List.of("f\uD800"), null, List.of());

        assertThat(written(new FromWorker.Failure(1, new ErrorObject(1, "a\uD800😀", thrown))))
                .contains("\"a?\\uD83D\\uDE00\"", "\"E?\"", "\"m?\"", "\"f?\"")
                .doesNotContain("\\uD800");
    }
}
