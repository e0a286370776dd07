package dev.spindle.coordinator.chaos;

import dev.spindle.coordinator.cli.Spindle;
import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One run, what befalls it, and whether what is promised holds: all of it follows from the seed, but for the races. */
final class Round {
    private static final List<String> TRANSPORTS = List.of("pipe", "unix", "tcp", "mmap");

    private final long seed;
    private final Tally tally;
    private final Random random;
    private final List<Fault> faults;

    Round(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
        this.random = new Random(seed);
        this.faults = Faults.of(seed, random);
    }

    void live() throws Exception {
        Path folder = Files.createTempDirectory("chaos-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Setup setup = new Setup(folder, random, Jobs.random(random, folder));
            Files.createDirectory(setup.temporary);
            Files.setPosixFilePermissions(
                    Files.createDirectory(setup.folder.resolve("journals")),
                    PosixFilePermissions.fromString("rwxrwxrwx"));
            choose(setup);
            for (Fault fault : faults) {
                fault.prepare(setup);
            }
            setup.jobs.cut(setup.shareOfInput);
            if (setup.journal == null) {
                live(setup, faults);
            } else {
                liveOn(setup);
            }
        } finally {
            for (Fault fault : faults) {
                fault.clear();
            }
            delete(folder);
        }
    }

    /** Options that change how a run goes and not what comes out. */
    private void choose(Setup setup) {
        List<String> options = setup.options;
        options.addAll(List.of("-j", "" + (1 + random.nextInt(3)), "--retries", "1000"));
        if (random.nextInt(4) == 0) {
            options.add("-k");
        }
        if (random.nextInt(4) == 0) {
            options.addAll(List.of("--queue", random.nextBoolean() ? "lifo" : "priority"));
        }
        if (random.nextInt(4) == 0) {
            options.addAll(List.of("--recycle-after", "" + (5 + random.nextInt(50))));
        }
        String transport = TRANSPORTS.get(random.nextInt(TRANSPORTS.size()));
        options.addAll(List.of("--transport", System.getProperty("spindle.chaos.transport", transport)));
        if (random.nextInt(3) > 0) {
            setup.journal = setup.folder.resolve("journals").resolve("journal");
        }
        if (random.nextInt(2) == 0) {
            setup.summary = setup.temporary.resolve("summary");
        }
    }

    /** The run is gone on with whatever befalls it, and in the end in peace: then every job is done once, and right. */
    private void liveOn(Setup setup) throws Exception {
        for (int lives = 1 + random.nextInt(2); lives > 0; lives--) {
            live(setup, faults);
        }
        if (setup.journal != null && !setup.journal.startsWith("/dev")) {
            for (Fault fault : faults) {
                fault.relent();
            }
            live(setup.inPeace(), List.of());
            tally.goneOn();
        }
    }

    private void live(Setup setup, List<Fault> striking) throws Exception {
        if (setup.summary != null && Files.isRegularFile(setup.summary)) {
            Files.delete(setup.summary); // of the life before
        }
        Running running = spindle(setup).start();
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Fault fault : striking) {
            Victim victim = new Victim(running.process(), setup, new Random(random.nextLong()), tally);
            Thread thread = new Thread(
                    () -> {
                        try {
                            fault.strike(victim);
                        } catch (Exception | Error e) {
                            broken.set(e);
                        }
                    },
                    fault.kind());
            thread.start();
            threads.add(thread);
        }
        try {
            Ended ended = running.end();
            for (Thread thread : threads) {
                thread.join();
            }
            check(setup, ended);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(this + " of " + setup.options + " " + setup.launcher + ": " + e.getMessage(), e);
        }
        Throwable how = broken.get();
        if (how != null) {
            throw new AssertionError(this + ": the fault itself failed", how);
        }
    }

    private void check(Setup setup, Ended ended) throws Exception {
        Path output = setup.output;
        String out = ended.out();
        if (output != null && Files.isRegularFile(output)) {
            out = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        }
        Promises promises = new Promises(setup, ended, out);
        tally.lived(ended.status(), promises.check());
    }

    private static Spindle spindle(Setup setup) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(setup.options);
        if (setup.summary != null) {
            arguments.addAll(List.of("--summary", setup.summary.toString()));
        }
        if (setup.journal != null) {
            arguments.addAll(List.of("--journal", setup.journal.toString(), "--resume"));
        }
        if (setup.output != null && !setup.outputIsPiped) {
            arguments.addAll(List.of("-o", setup.output.toString()));
        }
        Spindle spindle = Spindle.of(arguments.toArray(String[]::new))
                .launchedBy(setup.launcher.toArray(String[]::new))
                .jvm("-XX:-UsePerfData", "-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=warning:stderr")
                .uncounted()
                .jvm("-Djava.io.tmpdir=" + setup.temporary);
        if (setup.outputIsPiped) {
            spindle.pipedOutput();
        }
        return setup.inputIsFed ? spindle.inputStaysOpen() : spindle.input(setup.jobs.bytes());
    }

    static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public String toString() {
        return "seed " + seed + " with " + faults.stream().map(Fault::kind).toList();
    }
}
