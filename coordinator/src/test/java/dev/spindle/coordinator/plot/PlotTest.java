package dev.spindle.coordinator.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Line;
import dev.spindle.coordinator.plot.Chart.Lines;
import dev.spindle.coordinator.plot.Chart.Series;
import dev.spindle.coordinator.plot.Chart.Span;
import dev.spindle.coordinator.plot.Chart.Timeline;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {
    private static final List<Chart> CHARTS = List.of(
            new Lines(
                    "A job there and back, by size",
                    Axis.logarithmic("bytes of JSON"),
                    Axis.logarithmic("time (µs)"),
                    List.of(
                            new Line("string", List.of(1.0, 1024.0, 1048576.0), List.of(30.0, 40.0, 5000.0), false),
                            new Line("nothing", List.of(1.0, 1024.0), List.of(0.0, 2.0), false),
                            new Line("limit", List.of(1.0, 1048576.0), List.of(20.0, 20.0), true))),
            new Bars(
                    "What is left",
                    "misbehaviour",
                    List.of("exception", "exit", "out of memory"),
                    Axis.linear("other jobs' results (%)"),
                    List.of(
                            new Series("thread", List.of(100.0, 0.0, Double.NaN)),
                            new Series("process", List.of(100.0, 100.0, 100.0)))),
            new Bars(
                    "Starting a unit",
                    "unit",
                    List.of("coroutine", "thread", "process"),
                    Axis.logarithmic("time (µs)"),
                    List.of(new Series("start", List.of(0.0, 70.0, 150000.0)))),
            new Timeline(
                    "First come, first served",
                    Axis.linear("time (ms)"),
                    "job",
                    List.of(
                            new Span("waits", 1, 0, 10),
                            new Span("runs", 1, 10, 30),
                            new Span("waits", 2, 5, 30),
                            new Span("runs", 2, 30, 35),
                            new Span("signal", 2, 20, 20))));

    private static final Page PAGE = new Page(
            "spindle lab <x>",
            "What & why?",
            "Measured here.",
            CHARTS,
            List.of("shape", "a < b"),
            List.of(List.of("string", "1")),
            "What the columns say.",
            List.of("It is so.", "And so."));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path made(String name) throws Exception {
        Path file = folder.resolve(name);
        Plot.to(file.toString()).write(PAGE);

        return file;
    }

    @Test
    void aPictureIsSharpAndHasWhatIsDrawn() throws Exception {
        BufferedImage image = ImageIO.read(made("x.png").toFile());

        assertThat(image.getWidth()).isEqualTo(1720);
        assertThat(image.getHeight()).isGreaterThan(2600);
        Set<Integer> colors = new TreeSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colors.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertThat(colors).contains(0xFFFFFF, 0x1F2328, 0x0969DA, 0xD4680B, 0x1A7F37);
    }

    @Test
    void eachColourOfAVectorPictureHasADarkOne() throws Exception {
        String svg = Files.readString(made("X.SVG"));

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("X.SVG").toFile());
        String drawn = svg.substring(svg.indexOf("</style>"));
        Matcher color = Pattern.compile("(fill|stroke):rgb\\([0-9,]+\\)").matcher(drawn);
        Set<String> colors = new TreeSet<>();
        while (color.find()) {
            colors.add(color.group());
        }
        assertThat(colors).hasSizeGreaterThan(5).allSatisfy(each -> assertThat(svg)
                .contains("[style*=\"" + each + "\"] { "));
    }

    @Test
    void aPageHasWordsPicturesAndTable() throws Exception {
        assertThat(Files.readString(made("x.html")))
                .startsWith("<!DOCTYPE html>")
                .contains("<title>spindle lab &lt;x&gt;</title>", "<h1>What &amp; why?</h1>", "<th>a &lt; b</th>")
                .contains("<td>string</td>", "<p>It is so.</p>", "<svg ", "prefers-color-scheme: dark")
                .doesNotContain("http://localhost", "<?xml", "<script");
    }

    @Test
    void aFileThatSaysNoKindOrCannotBeWritten() {
        assertThatThrownBy(() -> Plot.to("x.gif"))
                .isInstanceOf(UnknownKindException.class)
                .hasMessage("cannot plot to 'x.gif': its name must end in .html, .svg or .png");
        Path nowhere = folder.resolve("none/x.svg");
        assertThatThrownBy(() -> Plot.to(nowhere.toString()))
                .isInstanceOf(PlotException.class)
                .hasMessage("cannot write the picture: " + nowhere + " (No such file or directory)");
    }
}
