package dev.spindle.coordinator.chaos;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The lines of an input, and what each must come to. */
final class Jobs {
    private static final String[] VALUES = {
        "null",
        "true",
        "0.10",
        "1e400",
        "-17",
        "\"\"",
        "\"a b\"",
        "\"ä😀\"",
        "[]",
        "[1,[2,{}]]",
        "{\"a\":{\"b\":[null]}}"
    };

    private final List<Job> jobs = new ArrayList<>();
    private boolean isCut;

    /**
     * @param status what it ends like where nothing interferes; null for a blank line
     * @param result the text of an ok one's result
     */
    record Job(
            String line, @Nullable String status, @Nullable String result) {}

    /** A random mix: how much of what is random as well. */
    static Jobs random(Random random, Path folder) throws Exception {
        Jobs jobs = new Jobs();
        List<Job> sums = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sums.add(sum(random, folder.resolve("data" + i)));
        }
        int[] shares = new int[] {
            1 + random.nextInt(40), 1 + random.nextInt(40), random.nextInt(30), random.nextInt(60), random.nextInt(4)
        };
        int count = 30 + random.nextInt(250);
        for (int i = 0; i < count; i++) {
            jobs.add(one(kind(random, shares), random, sums));
        }
        return jobs;
    }

    private static int kind(Random random, int[] shares) {
        int all = 0;
        for (int share : shares) {
            all += share;
        }
        int left = random.nextInt(all);
        int kind = 0;
        while (left >= shares[kind]) {
            left -= shares[kind++];
        }
        return kind;
    }

    private static Job one(int kind, Random random, List<Job> sums) {
        return switch (kind) {
            case 0 -> {
                String value = random.nextInt(20) == 0
                        ? '"' + "x".repeat(random.nextInt(100_000)) + '"'
                        : VALUES[random.nextInt(VALUES.length)];
                yield ok("echo", value, value);
            }
            case 1 -> {
                int number = random.nextInt(1_000_000_000);
                yield ok("prime", "" + number, "" + BigInteger.valueOf(number).isProbablePrime(40));
            }
            case 2 -> sums.get(random.nextInt(sums.size()));
            case 3 -> ok("sleep", "" + random.nextInt(20), "null");
            default ->
                switch (random.nextInt(3)) {
                    case 0 -> new Job("  ", null, null);
                    case 1 -> new Job("{\"task\":", "invalid", null);
                    default -> new Job("{\"task\":\"fault.throw\",\"input\":\"on purpose\"}", "failed", null);
                };
        };
    }

    private static Job sum(Random random, Path file) throws Exception {
        byte[] bytes = new byte[random.nextInt(100_000)];
        random.nextBytes(bytes);
        Files.write(file, bytes);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return ok("sha256", '"' + file.toString() + '"', '"' + HexFormat.of().formatHex(digest) + '"');
    }

    static Job ok(String task, String input, String result) {
        return new Job("{\"task\":\"" + task + "\",\"input\":" + input + "}", "ok", result);
    }

    private void add(Job job) {
        jobs.add(job);
    }

    /** Puts one in anywhere. */
    void insert(Random random, Job job) {
        jobs.add(random.nextInt(jobs.size() + 1), job);
    }

    /** Only so much of the text comes: a line that is cut is no JSON, and ends with the input. */
    void cut(double share) {
        String text = text();
        text = text.substring(0, (int) (text.length() * share));
        int whole = (int) text.chars().filter(each -> each == '\n').count();
        String rest = text.substring(text.lastIndexOf('\n') + 1);
        Job last = whole < jobs.size() ? jobs.get(whole) : null;
        jobs.subList(whole, jobs.size()).clear();
        if (last != null && !rest.isEmpty()) {
            boolean invalid = !rest.isBlank() && !rest.equals(last.line());
            jobs.add(invalid ? new Job(rest, "invalid", null) : last);
            isCut = true;
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Job job : jobs) {
            text.append(job.line()).append('\n');
        }
        return text.substring(0, text.length() - (isCut ? 1 : 0));
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** That of the line {@code seq}; null when there is none. */
    @Nullable
    Job at(long seq) {
        return seq < 1 || seq > jobs.size() ? null : jobs.get((int) seq - 1);
    }

    /** How many lines must have a result. */
    long count() {
        return jobs.stream().filter(job -> job.status() != null).count();
    }
}
