package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.lines.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@link Durations}, for picocli. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return Durations.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage()); // which picocli shows without its class
        }
    }
}
