package dev.spindle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Prints parts as they come, and keeps them in a folder: all in Markdown, the figures in JSON, the charts in SVG. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final StringBuilder markdown = new StringBuilder();
    private final Map<String, Object> data = new LinkedHashMap<>();

    Report(Path folder, Map<String, String> machine, Map<String, String> versions, Set<String> leftOut)
            throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        data.put("machine", machine);
        data.put("versions", versions);
        StringBuilder head =
                new StringBuilder("# What was measured\n\nMedians, with the range of all rounds in brackets.\n\n");
        machine.forEach((name, value) ->
                head.append("- ").append(name).append(": ").append(value).append('\n'));
        versions.forEach((name, value) ->
                head.append("- ").append(name).append(": ").append(value).append('\n'));
        leftOut.forEach(each -> head.append("- left out: ").append(each).append('\n'));
        print(head.append('\n').toString());
    }

    void add(Section section) throws IOException {
        StringBuilder charts = new StringBuilder();
        for (Map.Entry<String, String> chart : section.charts().entrySet()) {
            String file = section.name() + chart.getKey() + ".svg";
            Files.writeString(folder.resolve(file), chart.getValue());
            charts.append("![")
                    .append(section.title())
                    .append("](")
                    .append(file)
                    .append(")\n\n");
        }
        data.put(section.name(), section.data());
        System.out.print(section.markdown());
        System.out.flush();
        markdown.append(section.markdown()).append(charts);
        write();
    }

    private void print(String text) throws IOException {
        System.out.print(text);
        markdown.append(text);
        write();
    }

    private void write() throws IOException {
        Files.writeString(folder.resolve("results.md"), markdown);
        JSON.writeValue(folder.resolve("results.json").toFile(), data);
    }

    Path folder() {
        return folder;
    }
}
