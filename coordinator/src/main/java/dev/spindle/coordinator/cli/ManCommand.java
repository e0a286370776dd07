package dev.spindle.coordinator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the manual page, which a release has as a file. */
@Command(
        name = "man",
        hidden = true,
        description = "The manual page, for troff: spindle man | man -l -",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ManCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Stdout.print(new ManPage(SpindleCommand.commandLine()).text());
        return ExitStatus.OK;
    }
}
