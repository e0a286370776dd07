package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.lab.contention.Contention;
import dev.spindle.coordinator.lab.isolation.Isolation;
import dev.spindle.coordinator.lab.preemption.Preemption;
import dev.spindle.coordinator.lab.queue.Queueing;
import dev.spindle.coordinator.lab.scaling.Scaling;
import dev.spindle.coordinator.lab.serialization.Serialization;
import dev.spindle.coordinator.lab.startup.Startup;
import dev.spindle.coordinator.lines.JobSeqs;
import dev.spindle.coordinator.plot.Plot;
import dev.spindle.coordinator.plot.PlotException;
import dev.spindle.coordinator.plot.UnknownKindException;
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
            "notes [what was left out, and why], fields of the experiment's own, rows,",
            "conclusion [sentences]. docs/lab says for each experiment what a row has.",
            "",
            "Exit status: 0 measured; 2 wrong usage; 4 the pool cannot work or the output",
            "cannot be written. A picture that cannot be made keeps nothing else from being",
            "measured and printed.",
            "",
            "Examples:",
            "  spindle lab serialization",
            "  spindle lab scaling --plot scaling.html",
            "  spindle lab serialization --quick --json - | jq '.rows[].jobMicros.median'"
        })
final class LabCommand implements Callable<Integer>, Verbosity.Holder {
    private static final String STDOUT = "-";

    /** In the order in which to list them. */
    private static final List<Experiment> EXPERIMENTS = List.of(
            new Serialization(),
            new Isolation(),
            new Scaling(),
            new Startup(),
            new Contention(),
            new Preemption(),
            new Queueing());

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The experiment to run.")
    private @Nullable String name;

    @Option(names = "--quick", description = "Content with less: seconds instead of a minute, rough figures.")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The findings as a JSON object too; - for stdout, which then has nothing else.")
    private @Nullable String json;

    @Option(
            names = "--plot",
            paramLabel = "FILE.html|.svg|.png",
            description = "The findings as a picture too, or as a page with pictures and table.")
    private @Nullable String plot;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }

    @Override
    public Integer call() throws InterruptedException, ValueException {
        if (name == null) {
            if (quick || json != null || plot != null) {
                throw CommandException.usage(
                        (quick ? "--quick" : json != null ? "--json" : "--plot") + " needs the NAME of an experiment");
            }
            Map<String, String> descriptions = new LinkedHashMap<>();
            EXPERIMENTS.forEach(each -> descriptions.put(each.name(), each.description()));
            Stdout.list(descriptions);
            return ExitStatus.OK;
        }
        Experiment experiment = find(name);
        String file = json == null || json.equals(STDOUT) ? null : json;
        if (file != null) {
            write(file, new byte[0], true); // before the experiment, not after: it takes long
        }
        Picture picture = new Picture(plot);
        if (Terminal.isTerminal(2)) {
            verbosity.say("measuring for " + (quick ? "some seconds" : "up to a minute") + " …");
        }
        Findings findings = run(experiment);
        String line = Values.write(findings.json()) + "\n";
        if (file != null) {
            write(file, line.getBytes(StandardCharsets.UTF_8), false);
        }
        Stdout.print(STDOUT.equals(json) ? line : findings.text());
        return picture.write(findings);
    }

    private Findings run(Experiment experiment) throws InterruptedException {
        try {
            return experiment.run(new Setting(
                    quick,
                    () -> new PoolOptions().builder().listener(new Reporter(verbosity, new JobSeqs())),
                    verbosity::say));
        } catch (UnmeasuredException | RejectedExecutionException e) {
            throw CommandException.cannotWork(String.valueOf(e.getMessage()), e);
        } catch (CancellationException e) { // by Ctrl-C: the pool has ended its jobs, and this process ends, too
            throw CommandException.cannotWork("broken off", e);
        }
    }

    /** What there is to measure. */
    static List<String> names() {
        return EXPERIMENTS.stream().map(Experiment::name).toList();
    }

    private static Experiment find(String name) {
        for (Experiment each : EXPERIMENTS) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        List<String> known = names();
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

    /** What {@code --plot} asks for. Where that cannot be had, the rest goes on, and the exit status tells. */
    private final class Picture {
        private @Nullable Plot plot;
        private int status = ExitStatus.OK;

        Picture(@Nullable String file) {
            try {
                plot = file == null ? null : Plot.to(file); // before the experiment, not after
            } catch (PlotException e) {
                fail(e);
            }
        }

        int write(Findings findings) {
            if (plot != null) {
                try {
                    plot.write(findings.page());
                } catch (PlotException e) {
                    fail(e);
                }
            }
            return status;
        }

        private void fail(PlotException e) {
            verbosity.say(String.valueOf(e.getMessage()));
            status = e instanceof UnknownKindException ? ExitStatus.USAGE : ExitStatus.CANNOT_WORK;
        }
    }
}
