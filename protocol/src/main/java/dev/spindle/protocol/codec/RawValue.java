package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.SerializableString;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Lets a generator copy a value's bytes into its output as they are; only the unquoted UTF-8 forms have a meaning here. */
record RawValue(RawJson json) implements SerializableString {
    @Override
    public String getValue() {
        return json.toString();
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return json.shared();
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        byte[] bytes = json.shared();
        if (bytes.length > buffer.length - offset) {
            return -1;
        }
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
        return bytes.length;
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(json.shared());
        return json.length();
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (json.length() > buffer.remaining()) {
            return -1;
        }
        buffer.put(json.shared());
        return json.length();
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        throw new UnsupportedOperationException("raw values go to byte outputs only");
    }

    @Override
    public char[] asQuotedChars() {
        throw new UnsupportedOperationException("raw values are never quoted");
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw new UnsupportedOperationException("raw values are never quoted");
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw new UnsupportedOperationException("raw values are never quoted");
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw new UnsupportedOperationException("raw values are never quoted");
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw new UnsupportedOperationException("raw values are never quoted");
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        throw new UnsupportedOperationException("raw values are never quoted");
    }
}
