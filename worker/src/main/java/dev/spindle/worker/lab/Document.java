package dev.spindle.worker.lab;

import java.util.List;

/**
 * A nested object as programs have them: a tree of records with text, numbers and lists. Immutable and thread-safe.
 *
 * @param parts further documents below this one
 */
public record Document(String name, long number, double weight, List<String> tags, List<Document> parts) {
    public Document {
        tags = List.copyOf(tags);
        parts = List.copyOf(parts);
    }
}
