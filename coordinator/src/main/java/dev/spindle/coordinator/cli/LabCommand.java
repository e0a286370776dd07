package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Lab;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the lab's experiments, or runs one. */
@Command(
        name = "lab",
        description =
                "What the concepts cost, measured here and now. Without NAME: the experiments, with a line on each.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The JSON object: experiment, question, machine {cpus, model, jvm, os}, quick,",
            "rows, conclusion [sentences], and fields of the experiment's own.",
            "serialization: warmUp {rounds, seconds, stable}, measurement {rounds,",
            "seconds}; rows {shape, bytes (of JSON), samples, encodeMicros,",
            "transportMicros (to the worker), decodeMicros, transportBackMicros,",
            "jobMicros (there and back), threadMicros (likewise), each {median, p25, p75}",
            "in microseconds; parts (the share of job that the parts explain), ratio (job",
            "to thread)}.",
            "",
            "Exit status: 0 measured; 2 wrong usage; 4 the pool cannot work or the output",
            "cannot be written.",
            "",
            "Examples:",
            "  spindle lab serialization",
            "  spindle lab serialization --quick --json - | jq '.rows[].jobMicros.median'"
        })
final class LabCommand implements Callable<Integer>, Verbosity.Holder {
    private static final String STDOUT = "-";

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The experiment to run.")
    private @Nullable String name;

    @Option(names = "--quick", description = "Content with less: seconds instead of a minute, rough figures.")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The findings as a JSON object too; - for stdout, which then has nothing else.")
    private @Nullable String json;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }

    @Override
    public Integer call() throws InterruptedException, ValueException {
        if (name == null) {
            if (quick || json != null) {
                throw CommandException.usage((quick ? "--quick" : "--json") + " needs the NAME of an experiment");
            }
            Map<String, String> descriptions = new LinkedHashMap<>();
            Lab.experiments().forEach(each -> descriptions.put(each.name(), each.description()));
            Stdout.list(descriptions);
            return ExitStatus.OK;
        }
        Experiment experiment = find(name);
        String file = json == null || json.equals(STDOUT) ? null : json;
        if (file != null) {
            write(file, new byte[0], true); // before the experiment, not after: it takes long
        }
        if (Terminal.isTerminal(2)) {
            verbosity.say("measuring for " + (quick ? "some seconds" : "up to a minute") + " …");
        }
        Findings findings = run(experiment);
        String line = Values.write(findings.json()) + "\n";
        if (file != null) {
            write(file, line.getBytes(StandardCharsets.UTF_8), false);
        }
        Stdout.print(STDOUT.equals(json) ? line : findings.text());
        return ExitStatus.OK;
    }

    private Findings run(Experiment experiment) throws InterruptedException {
        try {
            return experiment.run(
                    quick, () -> new PoolOptions().builder().listener(new Reporter(verbosity, new JobSeqs())));
        } catch (UnmeasuredException | RejectedExecutionException e) {
            throw CommandException.cannotWork(String.valueOf(e.getMessage()), e);
        } catch (CancellationException e) { // by Ctrl-C: the pool has ended its jobs, and this process ends, too
            throw CommandException.cannotWork("broken off", e);
        }
    }

    private static Experiment find(String name) {
        for (Experiment each : Lab.experiments()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        List<String> known = Lab.experiments().stream().map(Experiment::name).toList();
        throw CommandException.usage("no experiment '" + name + "'" + Spelling.hint(name, known) + " (there are: "
                + String.join(", ", known) + ")");
    }

    private static void write(String file, byte[] bytes, boolean append) {
        try (OutputStream out = new FileOutputStream(file, append)) {
            out.write(bytes);
        } catch (IOException e) {
            throw CommandException.cannotWork("cannot write the findings: " + e.getMessage(), e);
        }
    }
}
