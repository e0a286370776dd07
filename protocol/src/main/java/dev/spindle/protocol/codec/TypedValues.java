package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The project's one mapper, in a class of its own so that databind's classes are loaded only when a type asks for them. */
final class TypedValues {
    private static final int PATH_CHARS = 60;

    private static final ObjectMapper MAPPER = JsonMapper.builder(Json.FACTORY)
            .addModule(RawMembers.module())
            .addModule(BlobMembers.module())
            .addModule(LiveObjects.module())
            .build();

    private TypedValues() {}

    static RawJson write(Object value, BlobWriter blobs) throws ValueException {
        try (JsonGenerator generator = blobs.generator()) {
            MAPPER.writer().withAttribute(BlobWriter.KEY, blobs).writeValue(generator, value);
            byte[] json = blobs.out.toByteArray();
            // Annotations can make a bean write anything, and any depth.
            RawJson checked = JsonText.check(json, 0, json.length);
            return blobs.placed().isEmpty() ? checked : RawJson.checked(checked.shared(), blobs.placed());
        } catch (JsonSyntaxException e) {
            throw Values.unwritable(value, "not valid at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw Values.unwritable(value, reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** Reads a value with blobs beside it; what is no {@link dev.spindle.protocol.Blob} in {@code type} gets the text in base64. */
    static @Nullable Object readWithBlobs(RawJson json, Type type) throws ValueException {
        try (Slice slice = Slice.of(RawJson.checked(json.sharedWithReferences()))) {
            BlobMembers.References references = new BlobMembers.References(json, slice);
            Object value = MAPPER.readerFor(MAPPER.constructType(type))
                    .withAttribute(RawMembers.SLICE, slice)
                    .withAttribute(BlobMembers.References.class, references)
                    .readValue(slice.parser);
            if (!references.areLeft()) {
                return value;
            }
        } catch (JsonProcessingException e) {
            // the text as it is without references says better what is wrong, if anything is
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return read(RawJson.checked(json.shared()), type);
    }

    static @Nullable Object read(RawJson json, Type type) throws ValueException {
        try (Slice slice = Slice.of(json)) {
            return MAPPER.readerFor(MAPPER.constructType(type))
                    .withAttribute(RawMembers.SLICE, slice)
                    .readValue(slice.parser);
        } catch (JsonProcessingException e) {
            throw Values.unreadable(json, type, reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The reason, and where in the value as one would write it in Java. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Reason.of(e) + ", at " + path(mapping.getPath());
        }
        return Reason.of(e);
    }

    private static String path(List<JsonMappingException.Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : steps) {
            if (path.length() > PATH_CHARS) {
                return path.append('…').toString();
            }
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
