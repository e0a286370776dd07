package dev.spindle.coordinator.cli;

import java.io.PrintStream;
import picocli.CommandLine.Option;

/** How much people are told, on stderr. Thread-safe. */
final class Verbosity {
    @Option(
            names = {"-q", "--quiet"},
            description = "No summary and no warnings, only errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Workers that come and go, what jobs print, stack traces of errors.")
    private boolean verbose;

    private int columns = -1;

    /** What takes a progress bar off the line before something is said there. */
    private volatile String wipe = "";

    /** As {@link RunCommand#set(String)}. */
    boolean set(String option) {
        switch (option) {
            case "--quiet" -> quiet = true;
            case "--verbose" -> verbose = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A command that has one. */
    interface Holder {
        Verbosity verbosity();
    }

    boolean isVerbose() {
        return verbose;
    }

    /** A line, unless people want none. */
    void say(String line) {
        if (!quiet) {
            print(line);
        }
    }

    /** As {@link #say}, cut where it is wider than the terminal. */
    void sayFitting(String line) {
        if (!quiet) {
            if (columns < 0) {
                columns = Terminal.isTerminal(2) ? Terminal.columns(2) : 0;
            }
            print(Terminal.fitting(line, columns));
        }
    }

    /** A line that even those get who want no warnings: something they asked for cannot be had. */
    void complain(String line) {
        print(line);
    }

    /** A line for those who want all. */
    void detail(String line) {
        if (verbose) {
            print(line);
        }
    }

    /** From now on a bar of so many columns may be where the next line goes; 0 when it is gone. */
    void besideBar(int columns) {
        wipe = columns == 0 ? "" : "\r" + " ".repeat(columns) + "\r";
    }

    /** Puts a bar there, so many columns wide, over the one before. */
    void bar(String bar) {
        PrintStream err = System.err;
        synchronized (err) {
            err.print("\r" + bar);
            err.flush();
        }
    }

    /** Takes the bar off the line. */
    void wipeBar() {
        PrintStream err = System.err;
        synchronized (err) {
            err.print(wipe);
            err.flush();
            wipe = "";
        }
    }

    private void print(String line) {
        PrintStream err = System.err;
        synchronized (err) {
            err.println(wipe + line);
        }
    }
}
