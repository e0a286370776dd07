package dev.spindle.benchmarks;

import java.util.List;

/** What every system is asked to do, and what is told of it. */
@SuppressWarnings("ImmutableEnumChecker") // cannot tell that its lists are
enum Workload {
    W1(
            "Round trip, one job in flight, one worker",
            How.TURNS,
            List.of("W1"),
            Figure.time("us", "µs"),
            Figure.time("p99", "p99, µs")),
    W2("Echo jobs, one message each, two workers", How.TURNS, List.of("W2"), Figure.RATE),
    W2_FILE("Echo jobs from file to file, two workers", How.TURNS, List.of(), Figure.LINES),
    W3("Map of small integers, two workers", How.TURNS, List.of("W3"), Figure.ITEMS),
    W4_1M("Echo of a string of 1 MiB", How.TURNS, List.of("W4", "text", "1048576"), Figure.MILLIS),
    W4_16M("Echo of a string of 16 MiB", How.TURNS, List.of("W4", "text", "16777216"), Figure.MILLIS),
    W4_DOUBLES("Echo of 100,000 doubles", How.TURNS, List.of("W4", "doubles", "100000"), Figure.MILLIS),
    W4_PACKED("Echo of 100,000 doubles, packed", How.TURNS, List.of("W4", "packed", "100000"), Figure.MILLIS),
    W5("A whole program: two workers, a job each", How.WHOLE, List.of(), Figure.MILLIS),
    W6(
            "Twenty primality tests on two workers",
            How.TURNS,
            List.of(),
            Figure.share("share", "share of what the order allows"),
            Figure.share("speedup", "speed-up"),
            Figure.share("allowed", "allowed")),
    W7(
            "A worker killed amid 1,000 jobs of 5 ms",
            How.FRESH,
            List.of("W7"),
            Figure.count("right"),
            Figure.count("failed"),
            Figure.count("unsettled"));

    /** How a system is run. */
    enum How {
        /** All systems live at once and take turns, round by round. */
        TURNS,
        /** As above, but each round has a process of its own. */
        FRESH,
        /** A round is a process from its start to its end. */
        WHOLE
    }

    /**
     * Something measured.
     *
     * @param name in a program's answer; {@code rate} is made of how many and how long
     * @param title of a column
     */
    record Figure(String name, String title, boolean lowerIsBetter) {
        static final Figure RATE = new Figure("rate", "jobs/s", false);
        static final Figure LINES = new Figure("rate", "lines/s", false);
        static final Figure ITEMS = new Figure("rate", "items/s", false);
        static final Figure MILLIS = time("ms", "ms");

        static Figure time(String name, String title) {
            return new Figure(name, title, true);
        }

        static Figure share(String name, String title) {
            return new Figure(name, title, false);
        }

        static Figure count(String name) {
            return new Figure(name, name, false);
        }
    }

    final String title;
    final How how;
    /** What a program is told, unless each system is told something of its own. */
    final List<String> arguments;
    /** The first is the one that counts. */
    final List<Figure> figures;

    Workload(String title, How how, List<String> arguments, Figure... figures) {
        this.title = title;
        this.how = how;
        this.arguments = arguments;
        this.figures = List.of(figures);
    }

    Figure figure() {
        return figures.get(0);
    }

    /** As a user names it, together with others: {@code W4} is four of these. */
    String group() {
        return name().substring(0, 2);
    }

    /** How many rounds are measured unless the user says otherwise. */
    int rounds() {
        return this == W2_FILE || this == W6 || this == W7 ? 3 : 7;
    }

    /**
     * A system is warm when in so many seconds it has not got faster any more. Where jobs take microseconds much code is hot at a time, and
     * on two busy processors the JVM's compiler takes its time, in which rounds even get slower.
     */
    double settlingSeconds(boolean quick) {
        if (quick) {
            return 0.1;
        }
        return this == W2 || this == W3 ? 15 : 4;
    }

    /** How many jobs a round has; 0 where that is found out by trying. */
    int count(boolean quick) {
        return switch (this) {
            case W6 -> quick ? 3 : 20;
            case W7 -> quick ? 100 : 1000;
            default -> 0;
        };
    }
}
