package dev.spindle.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures a workload: every contender is warmed up until its rounds take about as long as they should, then all take turns, round by round,
 * so that whatever else the machine does meanwhile meets them all.
 */
final class Turns {
    private static final int LEAST_WARM_UP_ROUNDS = 6; // eight times as many jobs in each: to 30,000 at least
    private static final int MOST_WARM_UP_SECONDS = 90;
    private static final double FASTER = 1.05;
    private static final int BOUND_SECONDS = 120;
    private static final int LONG_BOUND_SECONDS = 600;

    private final double roundSeconds;
    private final boolean quick;

    Turns(boolean quick) {
        this.quick = quick;
        this.roundSeconds = quick ? 0.02 : 0.5;
    }

    List<Standing> measure(Workload workload, List<Contender> contenders, int rounds) throws InterruptedException {
        List<Standing> standings = contenders.stream().map(Standing::new).toList();
        switch (workload.how) {
            case TURNS -> takeTurns(workload, standings, rounds);
            case FRESH -> eachRound(standings, rounds, contender -> fresh(workload, contender));
            case WHOLE -> {
                eachRound(standings, 1, Turns::whole);
                standings.forEach(Standing::forget); // the first finds nothing in the system's caches
                eachRound(standings, rounds, Turns::whole);
            }
        }
        return standings;
    }

    private interface Round {
        Map<String, Double> of(Contender contender) throws IOException, InterruptedException;
    }

    private static void eachRound(List<Standing> standings, int rounds, Round round) throws InterruptedException {
        for (int i = 0; i < rounds; i++) {
            for (Standing standing : standings) {
                if (!standing.hasFailed()) {
                    try {
                        standing.add(round.of(standing.contender()));
                    } catch (IOException e) {
                        standing.fail(e);
                    }
                }
            }
        }
    }

    // ---- systems that live until all have had their turns

    private void takeTurns(Workload workload, List<Standing> standings, int rounds) throws InterruptedException {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (Standing standing : standings) {
                try {
                    Lane lane =
                            new Lane(standing, new Program(standing.contender().command()));
                    lanes.add(lane);
                    lane.warmUp(workload);
                } catch (IOException e) {
                    standing.fail(e);
                }
            }
            for (int i = 0; i < rounds; i++) {
                for (Lane lane : lanes) {
                    lane.takeTurn(workload);
                }
            }
        } finally {
            lanes.forEach(Lane::close);
        }
    }

    private int bound(Workload workload) {
        return workload == Workload.W2_FILE && !quick ? LONG_BOUND_SECONDS : BOUND_SECONDS;
    }

    /** A contender at work. */
    private final class Lane {
        private final Standing standing;
        private final Program program;
        private long count;

        Lane(Standing standing, Program program) {
            this.standing = standing;
            this.program = program;
        }

        void warmUp(Workload workload) throws IOException, InterruptedException {
            int fixed = Math.max(standing.contender().count(), workload.count(quick));
            if (fixed > 0) {
                count = fixed;
                if (workload == Workload.W2_FILE) {
                    program.round(Math.min(fixed, 100), bound(workload));
                }
                return;
            }
            count = 1;
            program.round(count, bound(workload)); // its workers start
            long began = System.nanoTime();
            long faster = began;
            double best = 0;
            int rounds = 0;
            do {
                rounds++;
                double seconds = program.round(count, bound(workload)).getOrDefault("seconds", roundSeconds);
                double rate = count / Math.max(seconds, 1e-9);
                if (rate > best * FASTER) {
                    faster = System.nanoTime();
                }
                best = Math.max(best, rate); // a slow round may be the machine's fault
                // Early rounds tell little about later ones: so it grows, but not by much at a time.
                count = Math.max(1, Math.min(count * 8, (long) (best * roundSeconds)));
            } while (rounds < LEAST_WARM_UP_ROUNDS || !isWarm(workload, began, faster));
        }

        private boolean isWarm(Workload workload, long began, long faster) {
            long now = System.nanoTime();
            return now - faster > workload.settlingSeconds(quick) * 1e9 || now - began > MOST_WARM_UP_SECONDS * 1e9;
        }

        void takeTurn(Workload workload) throws InterruptedException {
            if (standing.hasFailed()) {
                return;
            }
            try {
                standing.add(program.round(count, bound(workload)));
            } catch (IOException e) {
                standing.fail(e);
            }
        }

        void close() {
            try {
                program.close();
            } catch (IOException e) {
                standing.fail(e);
            }
        }
    }

    // ---- a process for each round

    private Map<String, Double> fresh(Workload workload, Contender contender) throws IOException, InterruptedException {
        try (Program program = new Program(contender.command())) {
            return program.round(workload.count(quick), BOUND_SECONDS);
        }
    }

    /** From the start of a process to its end; it has to print two lines, and nothing else. */
    private static Map<String, Double> whole(Contender contender) throws IOException, InterruptedException {
        Path out = Files.createTempFile("spindle-bench", ".out");
        out.toFile().deleteOnExit();
        Mark mark = Mark.next();
        try {
            ProcessBuilder builder = new ProcessBuilder(contender.command())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            mark.put(builder);
            long began = System.nanoTime();
            Process process = builder.start();
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no end within " + BOUND_SECONDS + " s: ended");
            }
            double millis = (System.nanoTime() - began) / 1e6;
            long lines = Files.readString(out, StandardCharsets.UTF_8).lines().count();
            if (process.exitValue() != 0 || lines != 2) {
                throw new IOException(
                        "it ended with status " + process.exitValue() + " and printed " + lines + " lines");
            }
            return Map.of("ms", millis);
        } finally {
            mark.killAll();
            Files.delete(out);
        }
    }
}
