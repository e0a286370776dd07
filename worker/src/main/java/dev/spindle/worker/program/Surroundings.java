package dev.spindle.worker.program;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** What a program may change for the whole JVM, and the next one is not to find changed. */
record Surroundings(
        Properties properties,
        Locale locale,
        Locale display,
        Locale format,
        TimeZone timeZone,
        @Nullable UncaughtExceptionHandler handler) {
    static Surroundings now() {
        return new Surroundings(
                (Properties) System.getProperties().clone(),
                Locale.getDefault(),
                Locale.getDefault(Locale.Category.DISPLAY),
                Locale.getDefault(Locale.Category.FORMAT),
                TimeZone.getDefault(),
                Thread.getDefaultUncaughtExceptionHandler());
    }

    void restore() {
        System.setProperties(properties);
        Locale.setDefault(locale);
        Locale.setDefault(Locale.Category.DISPLAY, display);
        Locale.setDefault(Locale.Category.FORMAT, format);
        TimeZone.setDefault(timeZone);
        Thread.setDefaultUncaughtExceptionHandler(handler);
    }
}
