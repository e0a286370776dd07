package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.spin.CoroutineSpin;
import dev.spindle.coordinator.spin.ProcessSpin;
import dev.spindle.coordinator.spin.Report;
import dev.spindle.coordinator.spin.Screen;
import dev.spindle.coordinator.spin.SpinSettings;
import dev.spindle.coordinator.spin.ThreadSpin;
import dev.spindle.coordinator.spin.VirtualThreads;
import dev.spindle.worker.tasks.Columns;
import dev.spindle.worker.tasks.Spinner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A spinner and a slow job, at the same time, in each execution unit. */
@Command(
        name = "spin",
        description = {
            "The hello world of concurrency: a spinner turns while a slow job sleeps and answers 42.",
            "Shows how the spinner is started, told to stop and waited for in each execution unit."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 all went well; 1 the spinner broke; 2 wrong usage; 4 no worker",
            "starts or stdout cannot be written; 130 and 143 after SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  spindle spin",
            "  spindle spin --unit all --seconds 1",
            "  spindle spin --unit coroutine --block",
            "  spindle spin --unit process --fail --wire"
        })
final class SpinCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String PROCESS = "process";
    private static final String VIRTUAL = "virtual";
    private static final List<String> UNITS = List.of("thread", PROCESS, "coroutine", VIRTUAL);
    /** What {@code --unit} may be. */
    static final List<String> CHOICES = List.of("thread", PROCESS, "coroutine", VIRTUAL, ALL);

    private static final int MOST_SECONDS = 86_400;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Where the spinner turns: thread, process, coroutine, virtual (a virtual thread, from Java "
                    + VirtualThreads.NEEDED_JAVA + " on), or all, one after another; process unless set.")
    private String unit = PROCESS;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            parameterConsumer = NextWord.class,
            description = "How long the slow job takes; 3 unless set.")
    private String seconds = "3";

    @Option(
            names = "--message",
            paramLabel = "TEXT",
            parameterConsumer = NextWord.class,
            description = "What stands beside the spinner; 'thinking!' unless set.")
    private String message = "thinking!";

    @Option(names = "--block", description = "The slow job blocks its thread, also where it could await.")
    private boolean block;

    @Option(names = "--fail", description = "The spinner throws after a second; shows what its starter learns.")
    private boolean fail;

    @Option(names = "--wire", description = "Shows every message that crosses the process boundary.")
    private boolean wire;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<String> units = units();
        Duration length = length();
        checkMessage();
        int width = Terminal.isTerminal(1) ? Terminal.columns(1) : 0;
        SpinSettings settings = new SpinSettings(length, width > 0 ? fitting(width) : message, block, fail);
        Screen screen = new Screen(new FileOutputStream(FileDescriptor.out), width, this::cannotDraw);
        Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "spindle-screen"));
        List<Report> reports = new ArrayList<>();
        for (String name : units) {
            if (unit.equals(ALL)) {
                screen.line("--- " + name + (isThere(name) ? "" : ": left out, " + whyNotThere()));
            }
            if (isThere(name)) {
                reports.add(run(name, settings, screen, width));
            }
        }
        if (unit.equals(ALL)) {
            SpinTable.lines(reports).forEach(screen::line);
        }
        return status(reports, screen);
    }

    private Report run(String name, SpinSettings settings, Screen screen, int width) throws Exception {
        return switch (name) {
            case "thread" -> ThreadSpin.platform(settings, screen).run();
            case VIRTUAL -> ThreadSpin.virtual(settings, screen).run();
            case "coroutine" -> new CoroutineSpin(settings, screen).run();
            default -> runInProcess(settings, screen, width);
        };
    }

    private Report runInProcess(SpinSettings settings, Screen screen, int width) throws Exception {
        PoolBuilder builder = new PoolOptions().builder();
        if (wire || unit.equals(ALL)) {
            builder.recordWire();
        }
        ProcessSpin spin = new ProcessSpin(settings, screen, builder);
        Report report;
        try {
            report = spin.run();
        } catch (PoolBrokenException e) {
            throw CommandException.cannotWork(String.valueOf(e.getMessage()), e);
        }
        if (wire) {
            WireTable.lines(spin.crossings(), width).forEach(screen::line);
        }
        return report;
    }

    private int status(List<Report> reports, Screen screen) {
        if (fail && reports.stream().noneMatch(Report::failed)) {
            screen.line("The spinner did not break: it was stopped before a second of turning was over.");
        }
        if (screen.isBroken()) {
            return ExitStatus.CANNOT_WORK;
        }
        return reports.stream().anyMatch(Report::failed) ? ExitStatus.NOT_ALL_OK : ExitStatus.OK;
    }

    /** Ends the program at once: what still goes on is for nobody to see. */
    private void cannotDraw(IOException e) {
        System.err.println(spec.qualifiedName() + ": " + Stdout.GONE + ": " + e.getMessage());
        System.exit(ExitStatus.CANNOT_WORK);
    }

    // ---- what was asked for

    private List<String> units() {
        if (!CHOICES.contains(unit)) {
            throw CommandException.usage(
                    "--unit: '" + unit + "' is none of " + String.join(", ", CHOICES) + Spelling.hint(unit, CHOICES));
        }
        if (wire && !unit.equals(ALL) && !unit.equals(PROCESS)) {
            throw CommandException.usage("--wire: no message crosses a process boundary with --unit " + unit
                    + "; with --unit process some do");
        }
        if (!isThere(unit)) {
            throw CommandException.usage("--unit virtual: " + whyNotThere());
        }
        return unit.equals(ALL) ? UNITS : List.of(unit);
    }

    private static boolean isThere(String name) {
        return !name.equals(VIRTUAL) || VirtualThreads.areThere();
    }

    private static String whyNotThere() {
        return "virtual threads need Java " + VirtualThreads.NEEDED_JAVA + "; this is Java "
                + System.getProperty("java.version");
    }

    private Duration length() {
        double number = seconds.matches("[-+0-9.eE]+") ? number(seconds) : Double.NaN;
        if (!(number >= 0 && number <= MOST_SECONDS)) {
            throw CommandException.usage(
                    "--seconds: '" + seconds + "' is no number of seconds from 0 to " + MOST_SECONDS);
        }
        Duration length = Duration.ofNanos(Math.round(number * 1e9));
        if (fail && length.compareTo(SpinSettings.BREAKS_AFTER) <= 0) {
            throw CommandException.usage("--fail: the spinner throws after 1 second, and with --seconds " + seconds
                    + " it would be stopped before; give it more seconds");
        }
        return length;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void checkMessage() {
        int[] characters = message.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (Character.isISOControl(characters[i])) {
                throw CommandException.usage(String.format(
                        "--message: its character %d is a control character, U+%04X", i + 1, characters[i]));
            }
        }
    }

    /** The message, clipped where a frame with it would leave no room for a terminal's ^C: that must not begin another line. */
    private String fitting(int width) {
        int bar = Columns.of(Spinner.frame(0, ""));
        return Terminal.fitting(message, width - bar - "^C".length());
    }
}
