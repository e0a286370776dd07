package dev.spindle.coordinator.report;

/**
 * Events in the trace event format of Chrome, as text: an array with an event a line. What is missing at its end when the writer was killed is
 * the bracket, which readers do without. Times are nanoseconds since the trace began, written as microseconds to the nanosecond, so that slices
 * which touch do not overlap. Not thread-safe.
 */
final class TraceEvents {
    private final long processId;
    private final StringBuilder text = new StringBuilder();
    private boolean isFirst = true;
    private boolean hasArguments;
    private boolean hasFields;

    TraceEvents(long processId) {
        this.processId = processId;
    }

    /** Begins an event; until {@link #end} what is put belongs to it. */
    TraceEvents begin(char phase, String name, long track, long nanos) {
        text.append(isFirst ? "[\n" : ",\n");
        isFirst = false;
        hasArguments = false;
        hasFields = true;
        text.append("{\"ph\":\"").append(phase).append("\",\"pid\":").append(processId);
        text.append(",\"tid\":").append(track);
        return put("name", name).micros("ts", nanos);
    }

    /** What is put from here on are the event's arguments, which people are shown. */
    TraceEvents arguments() {
        text.append(",\"args\":{");
        hasArguments = true;
        hasFields = false;
        return this;
    }

    TraceEvents put(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    TraceEvents put(String key, String value) {
        key(key);
        quoted(value);
        return this;
    }

    /** Nothing in a trace is before its beginning. */
    TraceEvents micros(String key, long nanosOrLess) {
        long nanos = Math.max(0, nanosOrLess);
        key(key);
        text.append(nanos / 1000).append('.');
        int rest = (int) (nanos % 1000);
        text.append((char) ('0' + rest / 100));
        text.append((char) ('0' + rest / 10 % 10));
        text.append((char) ('0' + rest % 10));
        return this;
    }

    void end() {
        text.append(hasArguments ? "}}" : "}");
    }

    /** Ends the array. */
    void endAll() {
        text.append(isFirst ? "[]\n" : "\n]\n");
    }

    int length() {
        return text.length();
    }

    /** What there is since the last call: whole events. */
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    private void key(String key) {
        text.append(hasFields ? ",\"" : "\"").append(key).append("\":");
        hasFields = true;
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                text.append('\\').append(each);
            } else if (each < ' ') {
                text.append("\\u00").append(each < 16 ? '0' : '1').append(Character.forDigit(each % 16, 16));
            } else {
                text.append(each);
            }
        }
        text.append('"');
    }
}
