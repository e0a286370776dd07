package dev.spindle.coordinator.lab.serialization;

import dev.spindle.worker.lab.Document;
import dev.spindle.worker.lab.Reading;
import dev.spindle.worker.lab.Same;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Data of five shapes and any size, the same at each run. A size is bytes of JSON and is met from below, within a few bytes; where it is
 * too small for a shape, the smallest of that shape takes its place.
 */
final class Payloads {
    /** No integer or floating-point number, with its comma, takes more. */
    private static final int LONGEST_NUMBER = 26;

    /** No document without parts takes more. */
    private static final int LARGEST_LEAF = 100;

    private final Random random = new Random(42);

    /** Each shape at each of {@code sizes}, which ascend; none twice. */
    static List<Payload<?>> of(List<Integer> sizes) {
        List<Payload<?>> payloads = new ArrayList<>();
        for (Shape shape : List.<Shape>of(
                (data, size) -> data.ofString(size),
                (data, size) -> data.ofIntegers(size),
                (data, size) -> data.ofDoubles(size),
                (data, size) -> data.ofDocument(size),
                (data, size) -> data.ofRecords(size))) {
            add(payloads, sizes, shape);
        }
        return payloads;
    }

    /** What people ask about: so many numbers with all the digits they can have. */
    static Payload<double[]> doublesByCount(int count) {
        return doubles(new Random(42).doubles(count).toArray());
    }

    /** Makes data of one shape. */
    private interface Shape {
        Payload<?> of(Payloads data, int size);
    }

    private Payload<String> ofString(int size) {
        String text = string(size);
        return Payload.of("string", text, String.class, Same.OfString.class, text.length());
    }

    private Payload<int[]> ofIntegers(int size) {
        int[] numbers = integers(size);
        return Payload.of("integers", numbers, int[].class, Same.OfIntegers.class, numbers.length);
    }

    private Payload<double[]> ofDoubles(int size) {
        return doubles(doubles(size));
    }

    private static Payload<double[]> doubles(double[] numbers) {
        return Payload.of("doubles", numbers, double[].class, Same.OfDoubles.class, numbers.length);
    }

    private Payload<Document> ofDocument(int size) {
        Document tree = document(size);
        return Payload.of("nested", tree, Document.class, Same.OfDocument.class, count(tree));
    }

    private static int count(Document tree) {
        return 1 + tree.parts().stream().mapToInt(Payloads::count).sum();
    }

    private Payload<Reading[]> ofRecords(int size) {
        Reading[] readings = records(size);
        return Payload.of("records", readings, Reading[].class, Same.OfRecords.class, readings.length);
    }

    private static void add(List<Payload<?>> payloads, List<Integer> sizes, Shape shape) {
        for (int size : sizes) {
            Payload<?> payload = shape.of(new Payloads(), size);
            if (payloads.isEmpty() || !payloads.get(payloads.size() - 1).hasValue(payload.value())) {
                payloads.add(payload);
            }
        }
    }

    /** Letters and spaces, one at least. */
    String string(int size) {
        return text(Math.max(1, size - 2));
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int letter = random.nextInt(31);
            text.append(letter < 26 ? (char) ('a' + letter) : ' ');
        }
        return text.toString();
    }

    /** Of all magnitudes and both signs, one at least. */
    int[] integers(int size) {
        IntStream.Builder numbers = IntStream.builder().add(7);
        int left = size - "[7]".length();
        while (left >= ",7".length()) {
            int number = left < LONGEST_NUMBER ? random.nextInt(10) : random.nextInt() >> random.nextInt(32);
            numbers.add(number);
            left -= 1 + Integer.toString(number).length();
        }
        return numbers.build().toArray();
    }

    /** Between 0 and 1 with all the digits they can have, but for the first and the last few; one at least. */
    double[] doubles(int size) {
        DoubleStream.Builder numbers = DoubleStream.builder().add(0.5);
        int left = size - "[0.5]".length();
        while (left >= ",0.5".length()) {
            double number = left < LONGEST_NUMBER ? 0.5 : random.nextDouble();
            numbers.add(number);
            left -= 1 + Payload.length(number);
        }
        return numbers.build().toArray();
    }

    /** Flat records, one at least. */
    Reading[] records(int size) {
        if (size < LARGEST_LEAF) {
            return new Reading[] {new Reading("a", 7, 0.5)};
        }
        List<Reading> readings = new ArrayList<>();
        int left = size - 1;
        do {
            Reading reading = new Reading(
                    text(4 + random.nextInt(8)),
                    1_700_000_000_000L + random.nextInt(),
                    random.nextInt(100_000) / 100.0);
            readings.add(reading);
            left -= 1 + Payload.length(reading);
        } while (left > LARGEST_LEAF);
        Reading last = readings.remove(readings.size() - 1);
        readings.add(new Reading(last.sensor() + text(left), last.time(), last.value()));
        return readings.toArray(Reading[]::new);
    }

    /** A tree that becomes deeper as it becomes larger. */
    Document document(int size) {
        if (size < LARGEST_LEAF) {
            return new Document("a", 7, 0.5, List.of(), List.of());
        }
        Document tree = tree(size);
        String name = tree.name() + text(size - Payload.length(tree));
        return new Document(name, tree.number(), tree.weight(), tree.tags(), tree.parts());
    }

    /** At most {@code size}, which is enough for a leaf. */
    private Document tree(int size) {
        Document root = leaf();
        List<Document> parts = new ArrayList<>();
        int left = size - Payload.length(root);
        while (left > LARGEST_LEAF) {
            Document part = tree(Math.min(left - 1, Math.max(LARGEST_LEAF, size / 4)));
            parts.add(part);
            left -= 1 + Payload.length(part);
        }
        return new Document(root.name(), root.number(), root.weight(), root.tags(), parts);
    }

    private Document leaf() {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add(text(3 + random.nextInt(5)));
        }
        return new Document(
                text(4 + random.nextInt(8)),
                random.nextInt(1_000_000),
                random.nextInt(10_000) / 100.0,
                tags,
                List.of());
    }
}
