package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, read and asked by the shells that they are for. */
class CompletionTest {
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** What {@code shell}, with the script, says to {@code commands}; it says nothing on stderr. */
    private List<String> ask(String shell, String commands, String... options) throws Exception {
        Files.writeString(folder.resolve("script"), CompletionCommand.script(shell));
        Path asked = Files.writeString(folder.resolve("asked"), commands);
        Path told = folder.resolve("told");
        ProcessBuilder builder = new ProcessBuilder(shell);
        builder.command().addAll(List.of(options));
        builder.command().add(asked.toString());
        builder.environment().put("HOME", folder.toString());
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(told.toFile());
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(told, StandardCharsets.UTF_8);
    }

    @Test
    void bashCompletes() throws Exception {
        // Files are bash's own to complete, unless it is told not to.
        List<String> answers = ask("bash", """
                set -u
                source ./script
                compopt() { [ "$*" = '+o default' ] && fallback=; }
                ask() {
                    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=(stale) fallback=files
                    _spindle
                    echo "${COMPREPLY[*]-}$fallback"
                }
                ask spindle r
                ask spindle --v
                ask spindle run --trans
                ask spindle run --transport ''
                ask spindle run --transport = m
                ask spindle run --transport=m
                ask spindle run --queue pri
                ask spindle run -t fault.o
                ask spindle run -q --source ''
                ask spindle run -k ''
                ask spindle run -j ''
                ask spindle lab q
                ask spindle lab --pl
                ask scripts/spindle spin --unit v
                ask spindle completion ''
                ask spindle nothing ''
                complete -p spindle
                """);

        assertThat(answers)
                .containsExactly(
                        "run",
                        "--version",
                        "--transport",
                        "pipe unix tcp mmap",
                        "mmap",
                        "--transport=mmap",
                        "priority",
                        "fault.oom",
                        "files",
                        "files",
                        "",
                        "queue",
                        "--plot",
                        "virtual",
                        "bash zsh fish",
                        "",
                        "complete -o default -F _spindle spindle");
    }

    @Test
    void zshReadsIt() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");

        assertThat(ask("zsh", """
                        compdef() { echo "$@" $+functions[_spindle] }
                        source ./script
                        """, "-f")).containsExactly("_spindle spindle 1");
    }

    @Test
    void fishCompletes() throws Exception {
        assumeTrue(isThere("fish"), "fish is not installed");

        List<String> answers = ask("fish", """
                source ./script
                for typed in 'spindle ru' 'spindle run --queue=pr' 'spindle run -t fault.o' 'spindle run --jar scr' 'spindle run -j ' 'spindle lab qu'
                    complete -C $typed
                end
                """, "-N");

        assertThat(answers.stream().map(each -> each.replaceFirst("\t.*", "")))
                .containsExactly("run", "--queue=priority", "fault.oom", "script", "queue");
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
