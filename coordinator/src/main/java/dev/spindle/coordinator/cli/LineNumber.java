package dev.spindle.coordinator.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a line of the input. */
final class LineNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        if (!text.matches("0*[1-9]\\d{0,17}")) {
            throw new TypeConversionException("'" + text + "' is no number of a line, such as 17");
        }
        return Long.valueOf(text);
    }
}
