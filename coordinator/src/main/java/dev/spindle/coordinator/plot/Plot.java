package dev.spindle.coordinator.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * A file with pictures: {@code .svg}, {@code .png}, or {@code .html}, a page with words around. SVG and page are dark where the reader
 * prefers dark pages.
 */
public final class Plot {
    /** A picture's points for each of its units: sharp on fine screens. */
    private static final int SCALE = 2;

    private static final Pattern LONG_FRACTIONS = Pattern.compile("(\\.\\d\\d)\\d+");

    private enum Kind {
        HTML,
        SVG,
        PNG
    }

    private final String file;
    private final Kind kind;

    private Plot(String file, Kind kind) {
        this.file = file;
        this.kind = kind;
    }

    /**
     * Tries whether pictures can be made and the file be written, which is left as it is, or empty.
     *
     * @throws UnknownKindException when the name ends in none of the three
     * @throws PlotException when it cannot be written, or this machine has no fonts
     */
    public static Plot to(String file) throws PlotException {
        String name = file.toLowerCase(Locale.ROOT);
        for (Kind kind : Kind.values()) {
            if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
                Plot plot = new Plot(file, kind);
                plot.write(new byte[0], true);
                probe();
                return plot;
            }
        }
        throw new UnknownKindException(file);
    }

    /** Makes the pictures, and writes them. */
    public void write(Page page) throws PlotException {
        switch (kind) {
            case HTML -> write(page.html(svg(page.charts())).getBytes(StandardCharsets.UTF_8), false);
            case SVG -> write(svg(page.charts()).getBytes(StandardCharsets.UTF_8), false);
            case PNG -> write(png(page.charts()), false);
        }
    }

    /** A Java without its desktop libraries, or a machine without fonts, throws whatever it comes upon. */
    private static void probe() throws PlotException {
        try {
            svg(List.of(new Chart.Lines("", Chart.Axis.linear(""), Chart.Axis.linear(""), List.of())));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new PlotException(
                    "cannot draw (" + e + "); pictures need fonts: install fontconfig and fonts-dejavu-core", e);
        }
    }

    private void write(byte[] bytes, boolean append) throws PlotException {
        try (OutputStream out = new FileOutputStream(file, append)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new PlotException("cannot write the picture: " + e.getMessage(), e);
        }
    }

    private static String svg(List<Chart> charts) {
        try {
            Drawing drawing = new Drawing(charts);
            VectorGraphics2D surface = new VectorGraphics2D();
            drawing.paint(surface);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new SVGProcessor()
                    .getDocument(surface.getCommands(), new PageSize(0, 0, Drawing.WIDTH, drawing.height()))
                    .writeTo(bytes);
            String text = LONG_FRACTIONS
                    .matcher(bytes.toString(StandardCharsets.UTF_8))
                    .replaceAll("$1");
            String root = text.substring(text.indexOf("<svg"));
            int end = root.indexOf('>') + 1;
            return root.substring(0, end) + "\n<style>\n" + Look.darkSheet() + "</style>" + root.substring(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory there is none
        }
    }

    private static byte[] png(List<Chart> charts) {
        try {
            Drawing drawing = new Drawing(charts);
            BufferedImage image =
                    new BufferedImage(SCALE * Drawing.WIDTH, SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
            Graphics2D surface = image.createGraphics();
            surface.scale(SCALE, SCALE);
            drawing.paint(surface);
            surface.dispose();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory there is none
        }
    }
}
