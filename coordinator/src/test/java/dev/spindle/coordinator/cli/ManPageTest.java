package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ManPageTest {
    private final CommandLine program = SpindleCommand.commandLine();
    private final String page = new ManPage(program).text();

    @Test
    void hasASectionForEachCommandThatTheHelpNames() {
        for (CommandLine command : program.getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            String section = ".SS \"spindle " + spec.name().replace("-", "\\-") + " ";
            if (spec.usageMessage().hidden()) {
                assertThat(page).doesNotContain(section);
            } else {
                assertThat(page).contains(section);
            }
        }
    }

    @Test
    void hasEachOptionWithItsValue() {
        assertThat(page)
                .contains("\n.TP\n\\fB\\-t, \\-\\-task=NAME\\fR\nThe task for every line;")
                .contains("\n.TP\n\\fB\\-\\-dry\\-run\\fR\n");
    }

    @Test
    void showsExamplesAsTheyAreTyped() {
        assertThat(page)
                .contains("\n.nf\n  spindle run \\-t prime examples/primes.ndjson\n")
                .contains(" \\-j 50% ");
    }

    @Test
    void isAsciiInWhichOnlyMacrosBeginWithADot() {
        assertThat(page).matches("[\\n -~]*");
        assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi)( .*)?"));
    }
}
