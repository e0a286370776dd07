package dev.spindle.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLinesTest {
    private static String through(String host, String lines) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        HostLines out = new HostLines(host, sizes::add);
        byte[] bytes = ("###" + lines + "##").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 3, bytes.length - 5);
        assertThat(sizes).containsExactly(out.bytes().length);
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theHostStandsBehindTheWorker() throws IOException {
        String tricky =
                "{\"seq\":1,\"status\":\"ok\",\"result\":\",\\\"worker\\\":7,\\\"ms\\\":1}\",\"attempts\":2,\"worker\":13,\"ms\":0}\n";
        String failed = "{\"seq\":2,\"status\":\"failed\",\"error\":{},\"attempts\":1,\"worker\":0,\"ms\":12.625}\n";

        assertThat(through("h\u00FC\"1", tricky + failed))
                .isEqualTo(tricky.replace("\"worker\":13,", "\"worker\":13,\"host\":\"h\u00FC\\\"1\",")
                        + failed.replace("\"worker\":0,", "\"worker\":0,\"host\":\"h\u00FC\\\"1\","));
    }

    @Test
    void whatNeverRanHasNone() throws IOException {
        String invalid =
                "{\"seq\":1,\"status\":\"invalid\",\"error\":{\"type\":\"invalid\",\"message\":\",\\\"worker\\\":7\"},\"attempts\":0,\"ms\":0}\n";

        assertThat(through("host", invalid + invalid)).isEqualTo(invalid + invalid);
    }
}
