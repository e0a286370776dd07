package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a chunk: {@code {"results":[…],"errors":{"3":{…}}}}, the results in order, null where {@code errors} has the index. */
public final class ChunkResult {
    private static final byte[] NO_ERRORS = ",\"errors\":{}}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESULTS = "{\"results\":".getBytes(StandardCharsets.US_ASCII);

    private final RawJson value;
    private final int resultsAt;
    private final Map<Integer, ErrorObject> errors;

    private ChunkResult(RawJson value, int resultsAt, Map<Integer, ErrorObject> errors) {
        this.value = value;
        this.resultsAt = resultsAt;
        this.errors = errors;
    }

    /** The JSON of a result. */
    public static RawJson write(RawJson results, Map<Integer, ErrorObject> errors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(results.length() + 64);
        out.writeBytes(RESULTS);
        out.writeBytes(results.shared());
        if (errors.isEmpty()) {
            out.writeBytes(NO_ERRORS);
        } else {
            out.writeBytes(",\"errors\":".getBytes(StandardCharsets.US_ASCII));
            try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
                json.writeStartObject();
                for (Map.Entry<Integer, ErrorObject> error : errors.entrySet()) {
                    json.writeFieldName(error.getKey().toString());
                    Errors.write(error.getValue(), json);
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory", e);
            }
            out.write('}');
        }
        return RawJson.checked(out.toByteArray());
    }

    /** What a worker answered to a chunk of {@code count} jobs, a checked value; null when it is no such result. */
    public static @Nullable ChunkResult read(RawJson value, int count) {
        byte[] json = value.shared();
        if (json[0] != '{') {
            return null;
        }
        int resultsAt = -1;
        Map<Integer, ErrorObject> errors = Map.of();
        int at = Spans.skipSpace(json, 1);
        while (json[at] == '"') {
            int nameEnd = Spans.end(json, at);
            String name = String.valueOf(JsonText.string(copy(json, at, nameEnd)));
            int from = Spans.skipSpace(json, Spans.skipSpace(json, nameEnd) + 1); // past the colon
            int to = Spans.end(json, from);
            if (name.equals("results")) {
                resultsAt = json[from] == '[' ? from : -1;
            } else if (name.equals("errors")) {
                errors = errors(copy(json, from, to));
            }
            at = Spans.skipSpace(json, to);
            at = json[at] == ',' ? Spans.skipSpace(json, at + 1) : at;
        }
        return resultsAt >= 0 && count(json, resultsAt) == count ? new ChunkResult(value, resultsAt, errors) : null;
    }

    private static RawJson copy(byte[] json, int from, int to) {
        byte[] part = new byte[to - from];
        System.arraycopy(json, from, part, 0, part.length);
        return RawJson.checked(part);
    }

    private static int count(byte[] json, int array) {
        Items items = Items.at(json, array);
        int count = 0;
        while (items.next()) {
            count++;
        }
        return count;
    }

    private static Map<Integer, ErrorObject> errors(RawJson object) {
        Map<Integer, ErrorObject> errors = new HashMap<>();
        try (Slice slice = Slice.of(object)) {
            slice.parser.nextToken();
            while (slice.parser.nextToken() != null) {
                String name = slice.parser.currentName();
                if (slice.parser.nextToken() == null) {
                    break;
                }
                ErrorObject error = Errors.read(slice.parser);
                slice.parser.skipChildren();
                try {
                    errors.put(Integer.valueOf(name), error);
                } catch (NumberFormatException e) {
                    // of no job
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a checked value that cannot be read", e);
        }
        return errors;
    }

    /** The results in order, before the first. */
    public Items results() {
        return Items.at(value.shared(), resultsAt);
    }

    /** What went wrong with the job {@code index}, from 0; null when it has a result. */
    public @Nullable ErrorObject error(int index) {
        return errors.isEmpty() ? null : errors.get(index);
    }

    /** How many bytes of JSON it is. */
    public int length() {
        return value.length();
    }
}
