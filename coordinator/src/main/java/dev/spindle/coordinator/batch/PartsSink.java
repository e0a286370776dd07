package dev.spindle.coordinator.batch;

import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps account of the files that machines have written, adds those of lines that were made here, and at the end the manifest. */
public final class PartsSink implements ResultSink {
    private static final int ENOUGH_BYTES = 1 << 20;

    private final BatchEngine engine;
    private final String folder;
    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private long madeLines;
    private int madeFiles;

    /** @param firstLine of the input that is in it; 0 for lines from anywhere */
    private record Part(long firstLine, String file, long lines, long bytes) {
        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            fields.put("firstLine", firstLine == 0 ? null : firstLine);
            fields.put("lines", lines);
            fields.put("bytes", bytes);
            return fields;
        }
    }

    /** A sink whose folder the engine knows; {@code folder} is how people call it. */
    public PartsSink(BatchEngine engine, String folder) {
        this.engine = engine;
        this.folder = folder;
    }

    @Override
    public void add(long firstLine, BatchResult result) {
        if (result.part() == null) {
            return; // there was nothing to write
        }
        parts.add(new Part(
                firstLine, String.valueOf(result.part()), result.counts().lines(), result.size()));
    }

    @Override
    public void add(byte[] line) throws IOException {
        made.writeBytes(line);
        madeLines++;
        if (made.size() >= ENOUGH_BYTES) {
            writeMade();
        }
    }

    private void writeMade() throws IOException {
        String file = String.format("not-run-%06d.ndjson", ++madeFiles);
        engine.write(file, made.toByteArray());
        parts.add(new Part(0, file, madeLines, made.size()));
        made.reset();
        madeLines = 0;
    }

    @Override
    public void end(Map<String, Object> summary) throws IOException {
        if (made.size() > 0) {
            writeMade();
        }
        parts.sort(Comparator.comparingLong(Part::firstLine));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("parts", parts.stream().map(Part::fields).toList());
        manifest.put("summary", summary);
        try {
            engine.write("manifest.json", (Values.write(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (ValueException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String problem() {
        return "cannot write into " + folder + ": ";
    }
}
