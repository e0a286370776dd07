package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.conformance.Check;
import dev.spindle.coordinator.conformance.Verdict;
import dev.spindle.coordinator.conformance.Verdict.Status;
import java.util.List;

/** Verdicts on a worker as lines for people: the names in a column, the talk below what failed. */
final class VerdictText {
    private static final String INDENT = "      ";

    private final int width;

    VerdictText(List<Check> checks) {
        width = checks.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    }

    String of(Verdict verdict) {
        String name = verdict.check().name();
        StringBuilder lines = new StringBuilder(word(verdict.status()));
        lines.append("  ").append(name).append(" ".repeat(width - name.length()));
        lines.append("  ").append(verdict.message());
        if (verdict.status() != Status.SKIPPED) {
            lines.append("  ").append(verdict.millis()).append(" ms");
        }
        lines.append('\n');
        if (verdict.status() == Status.FAILED) {
            verdict.transcript()
                    .forEach(each -> lines.append(INDENT).append(each).append('\n'));
        }
        return lines.toString();
    }

    private static String word(Status status) {
        return switch (status) {
            case PASSED -> "ok  ";
            case FAILED -> "FAIL";
            case SKIPPED -> "skip";
        };
    }

    static String summary(List<Verdict> verdicts) {
        return count(verdicts, Status.PASSED) + " passed, " + count(verdicts, Status.FAILED) + " failed, "
                + count(verdicts, Status.SKIPPED) + " skipped";
    }

    static long count(List<Verdict> verdicts, Status status) {
        return verdicts.stream().filter(each -> each.status() == status).count();
    }
}
