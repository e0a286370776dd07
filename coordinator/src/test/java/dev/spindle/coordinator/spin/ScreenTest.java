package dev.spindle.coordinator.spin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final List<IOException> problems = new ArrayList<>();

    private Screen screen(int width) {
        return new Screen(shown, width, problems::add);
    }

    private String shown() {
        String text = shown.toString(StandardCharsets.UTF_8);
        shown.reset();
        return text;
    }

    @Test
    void aLineWipesTheFrameThatStandsThere() {
        Screen screen = screen(0);
        screen.line("one");
        screen.frame("\r| ö思");
        screen.line("two");
        screen.line("three");

        assertThat(shown()).isEqualTo("one\n\r| ö思\r     \rtwo\nthree\n");
    }

    @Test
    void whatIsWipedIsNotWipedAgain() {
        Screen screen = screen(0);
        screen.wipe();
        screen.frame("\r| a");
        screen.wipe();
        screen.wipe();

        assertThat(shown()).isEqualTo("\r| a\r   \r");
    }

    @Test
    void framesFromElsewhereCountAsWell() {
        Screen screen = screen(0);
        screen.begin();
        long began = System.nanoTime();
        assertThat(screen.nanosToFirstFrame(began)).isEqualTo(-1);

        screen.print("\r| a");
        long first = screen.nanosToFirstFrame(began);
        screen.print("\r/ a");
        screen.line("one");
        screen.print("\r- a");
        screen.print("\r   \r");
        screen.line("two");
        screen.print("text");
        screen.line("");

        assertThat(shown()).isEqualTo("\r| a\r/ a\r   \rone\n\r- a\r   \rtwo\ntext\n");
        assertThat(screen.frames()).isEqualTo(3);
        assertThat(screen.nanosToFirstFrame(began)).isEqualTo(first).isNotNegative();
        screen.begin();
        assertThat(screen.frames()).isZero();
    }

    @Test
    void closingWipesForGood() {
        Screen screen = screen(0);
        screen.frame("\r| a");
        screen.close();
        screen.frame("\r/ a");
        screen.line("late");
        screen.close();

        assertThat(shown()).isEqualTo("\r| a\r   \r");
    }

    @Test
    void closingCoversTheEchoOfTheKeyAsFarAsTheTerminalGoes() {
        Screen wide = screen(80);
        wide.frame("\r| a");
        wide.close();
        assertThat(shown()).isEqualTo("\r| a\r     \r");

        Screen narrow = screen(4);
        narrow.frame("\r| a");
        narrow.close();
        assertThat(shown()).isEqualTo("\r| a\r    \r");
    }

    @Test
    void whatCannotBeDrawnIsToldOnce() {
        Screen screen = new Screen(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("gone");
                    }
                },
                0,
                problems::add);
        assertThat(screen.isBroken()).isFalse();
        screen.frame("\r| a");
        screen.line("late");
        screen.close();

        assertThat(problems).singleElement().hasToString("java.io.IOException: gone");
        assertThat(screen.isBroken()).isTrue();
    }
}
