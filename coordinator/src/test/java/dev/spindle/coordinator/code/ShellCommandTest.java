package dev.spindle.coordinator.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "python3 w.py @ exec python3 w.py",
                "node@ exec node",
                "  '/my folder/w' \"a b\" @ exec '/my folder/w' \"a b\"",
                "A=1 B= python3 w.py @ A=1 B= exec python3 w.py",
                "A='1 2' python3 w.py @ A='1 2' python3 w.py",
                "python3 w.py 2>>log @ exec python3 w.py 2>>log",
                "exec python3 w.py @ exec python3 w.py",
                "cd x && python3 w.py @ cd x && python3 w.py",
                "tee in | python3 w.py @ tee in | python3 w.py",
                "python3 -c 'a; b' @ python3 -c 'a; b'",
                "eval $W @ eval $W",
                "exit 3 @ exit 3",
            })
    void theProgramTakesThePlaceOfAShellThatHasNothingElseToDo(String command, String run) {
        assertThat(new ShellCommand(command).words()).containsExactly("/bin/sh", "-c", run);
    }

    @Test
    void knowsTheFilesThatItNames(@TempDir Path folder) throws Exception {
        Path plain = Files.createFile(folder.resolve("w.py"));
        Path spaced = Files.createFile(folder.resolve("my w.py"));

        assertThat(new ShellCommand(
                                "python3 -u " + plain + " '" + spaced + "' <\"" + plain + "\" " + folder + " no\0ne")
                        .files())
                .containsExactly(plain, spaced, plain);
    }
}
