package dev.spindle.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThrownTest {
    @Test
    void tellsTypeMessageStackCauseAndSuppressed() {
        IOException thrown = new IOException("outer", new IllegalStateException("inner"));
        thrown.addSuppressed(new ArithmeticException("beside"));

        Thrown told = Thrown.of(thrown);

        assertThat(told.type()).isEqualTo("java.io.IOException");
        assertThat(told.message()).isEqualTo("outer");
        assertThat(told.stack().get(0)).contains("ThrownTest.tellsTypeMessageStackCauseAndSuppressed");
        assertThat(told.cause()).isNotNull().extracting(Thrown::message).isEqualTo("inner");
        assertThat(told.suppressed()).extracting(Thrown::type).containsExactly("java.lang.ArithmeticException");
    }

    @Test
    void cutsCyclesOfCauses() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        first.addSuppressed(second);

        int depth = 0;
        for (Thrown told = Thrown.of(first); told != null; told = told.cause()) {
            depth++;
        }

        assertThat(depth).isEqualTo(Thrown.MAX_DEPTH + 1);
    }

    @Test
    void cutsLongStacksAndMessages() {
        Exception thrown = new Exception("m".repeat(Thrown.MAX_MESSAGE_CHARS + 1));
        StackTraceElement[] frames = new StackTraceElement[1000];
        Arrays.fill(frames, new StackTraceElement("Some", "where", "Some.java", 1));
        thrown.setStackTrace(frames);

        Thrown told = Thrown.of(thrown);

        assertThat(told.stack()).hasSize(Thrown.MAX_FRAMES);
        assertThat(told.message()).hasSize(Thrown.MAX_MESSAGE_CHARS + 1).endsWith("m…");
    }

    @Test
    void leavesOutWhatTheExceptionItselfCannotTell() {
        Thrown told = Thrown.of(new Mute());

        assertThat(told.type()).endsWith("Mute");
        assertThat(told.message()).isNull();
        assertThat(told.stack()).isEmpty();
        assertThat(told.cause()).isNull();
    }

    private static final class Mute extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }
}
