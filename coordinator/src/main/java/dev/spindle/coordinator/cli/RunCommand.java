package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.code.ShellCommand;
import dev.spindle.coordinator.lines.InFlight;
import dev.spindle.coordinator.lines.JobLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Jobs from lines of input, a result line for each. */
@Command(
        name = "run",
        description = {
            "Runs a job for every line of the input on worker processes and writes a result line for each.",
            "A line is {\"task\":NAME,\"input\":VALUE}, and may carry \"id\", \"timeout\" and",
            "\"priority\"; with -t it is the input alone."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 all jobs ok; 1 some not; 2 wrong usage; 3 given up by --halt;",
            "4 the pool cannot work, or the output or the journal cannot be written;",
            "with a journal, --resume then goes on;",
            "130 and 143 after SIGINT and SIGTERM: the first lets running jobs end within",
            "the grace time, the second kills them.",
            "",
            "Examples:",
            "  spindle run -t prime examples/primes.ndjson",
            "  find . -name '*.jar' | spindle run --lines -t sha256 -k -o sums.ndjson",
            "  seq 1000 | spindle run --source Hello.java -t Hello",
            "  find src -name '*.java' | spindle run --lines --jar tool.jar --main org.tool.Main",
            "  spindle run jobs.ndjson -j 50%% --timeout 30s --retries 1 --summary sum.json",
            "  spindle run -t prime numbers --worker-command 'python3 worker.py'",
            "  spindle run jobs.ndjson --halt soon,fail=10%% --rss-limit 2g",
            "  spindle run jobs.ndjson -o out.ndjson --journal jobs.journal --resume",
            "  spindle run jobs.ndjson --engine spark --master spark://host:7077",
            "  seq 5 | spindle run -t factor -k | jq -c .result"
        })
final class RunCommand implements Callable<Integer>, Verbosity.Holder {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it; nobody asks where it did not read the words
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INPUT",
            description = "A file of lines, or - for stdin, which is the default.")
    private String input = "-";

    @Option(
            names = {"-t", "--task"},
            paramLabel = "NAME",
            description = "The task for every line; 'spindle tasks' lists them.")
    private @Nullable String task;

    @Option(
            names = "--main",
            paramLabel = "CLASS",
            description = {
                "A program instead of a task: each line is a JSON array of strings, the arguments of that class's main;",
                "the result has exitCode, stdout and stderr. System.exit ends that job only."
            })
    private @Nullable String main;

    @Option(names = "--lines", description = "The input is plain text, an item a line: each becomes a JSON string.")
    private boolean lines;

    @Option(
            names = {"-0", "--null"},
            description = "As --lines, but items end with NUL.")
    private boolean nul;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the result lines go, instead of stdout.")
    private @Nullable Path output;

    @Option(
            names = {"-k", "--keep-order"},
            description = "Results in the order of the input; at most " + InFlight.MAX_LINES + " are held back for it.")
    private boolean keepOrder;

    @Mixin
    private PoolOptions poolOptions = new PoolOptions();

    @Mixin
    private PromiseOptions promises = new PromiseOptions();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Mixin
    private SeeingOptions seeing = new SeeingOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--dry-run", description = "Reads and checks every line, says what would run, starts no worker.")
    private boolean dryRun;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description = "The run's summary as a JSON object; docs/supervision.md names its fields.")
    private @Nullable Path summary;

    private @Nullable List<String> words;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (main != null) {
            if (task != null) {
                throw CommandException.usage("-t and --main both say what to run: leave one out");
            }
            poolOptions.setMain(main);
            task = main; // under whose name workers have it
        }
        if ((lines || nul) && task == null) {
            throw CommandException.usage(
                    (lines ? "--lines" : "--null") + " needs -t or --main: plain text names no task");
        }
        Input source = new Input(input, lines || nul ? JobLines.Format.TEXT : JobLines.Format.JSON, nul ? '\0' : '\n');
        Output results = new Output(output);
        SummaryFile told = new SummaryFile(summary);
        journal.check(source, results, told);
        seeing.check(source, results, told, journal);
        engine.check(results, journal, seeing, promises);
        if (dryRun) {
            return new DryRun(source, task, poolOptions, pool(), journal, verbosity).execute();
        }
        RunPlan plan = new RunPlan(
                source,
                task,
                main != null,
                results,
                keepOrder,
                pool(),
                poolOptions.workers(),
                poolOptions.transport(),
                promises,
                journal,
                poolOptions.code(),
                told,
                seeing,
                words(),
                journal.file() == null ? "" : resumption(),
                verbosity);
        return engine.isHere()
                ? new Run(plan).execute()
                : new RemoteRun(plan, engine, poolOptions, ShippedOptions.of(parsed())).execute();
    }

    /** What it was called with, where it is not picocli that read it. */
    void setWords(String... all) {
        words = List.of(all);
    }

    private List<String> words() {
        return words == null ? parsed().originalArgs() : words;
    }

    private ParseResult parsed() {
        return spec.commandLine().getParseResult();
    }

    void setInput(String name) {
        input = name;
    }

    /** Sets an option that takes no value, for {@link UsualWords}; false when it is picocli's to set. */
    boolean set(String option) {
        switch (option) {
            case "--lines" -> lines = true;
            case "--null" -> nul = true;
            case "--keep-order" -> keepOrder = true;
            case "--dry-run" -> dryRun = true;
            default -> {
                return verbosity.set(option) || seeing.set(option);
            }
        }
        return true;
    }

    /** The same for one with a value, which is to be given once. */
    boolean set(String option, String value) {
        switch (option) {
            case "--task" -> task = value;
            case "--output" -> output = Path.of(value);
            case "--summary" -> summary = Path.of(value);
            default -> {
                return poolOptions.set(option, value) || promises.set(option, value) || seeing.set(option, value);
            }
        }
        return true;
    }

    private PoolBuilder pool() {
        PoolBuilder builder = poolOptions.builder();
        promises.applyTo(builder);
        return builder;
    }

    /** The command that goes on with this run: the same words, and {@code --resume}. */
    private String resumption() {
        List<String> words = new ArrayList<>(words());
        if (!words.contains("--resume")) {
            words.add(Math.min(1, words.size()), "--resume");
        }
        return ShellCommand.spindle(words);
    }
}
