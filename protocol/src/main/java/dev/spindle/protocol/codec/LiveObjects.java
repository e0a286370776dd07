package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses objects that are part of a running JVM rather than data: databind would write a lambda as an empty object, and of a thread
 * or a stream whatever its getters happen to give.
 */
final class LiveObjects {
    private LiveObjects() {}

    static Module module() {
        SimpleModule module = new SimpleModule("live objects");
        module.setSerializers(new Refusals());
        return module;
    }

    private static boolean isLive(Class<?> type) {
        return type.isHidden()
                || Thread.class.isAssignableFrom(type)
                || ThreadGroup.class.isAssignableFrom(type)
                || ClassLoader.class.isAssignableFrom(type)
                || Process.class.isAssignableFrom(type)
                || ProcessHandle.class.isAssignableFrom(type)
                || (AutoCloseable.class.isAssignableFrom(type) && isOfTheJdk(type));
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Asked before databind looks for properties. */
    private static final class Refusals extends SimpleSerializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return isLive(type.getRawClass()) ? new Refusal() : null;
        }
    }

    private static final class Refusal extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.reportBadDefinition(
                    value.getClass(), value.getClass().getName() + " is a part of the running JVM, not data");
        }
    }
}
