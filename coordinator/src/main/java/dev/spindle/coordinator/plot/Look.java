package dev.spindle.coordinator.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Colours and fonts of every picture. What is drawn has the light colours; a style sheet turns them into the dark ones. */
final class Look {
    /** One role of a colour. */
    private record Tone(int light, int dark) {
        Color color() {
            return new Color(light);
        }
    }

    private static final Tone PAPER = new Tone(0xFFFFFF, 0x0D1117);
    private static final Tone INK = new Tone(0x1F2328, 0xE6EDF3);
    private static final Tone GRID = new Tone(0xE4E8EC, 0x2A3038);

    /** Told apart by people who see no red or no green, too: they differ in brightness. */
    private static final List<Tone> SERIES = List.of(
            new Tone(0x0969DA, 0x58A6FF),
            new Tone(0xD4680B, 0xF0A050),
            new Tone(0x1A7F37, 0x3FB950),
            new Tone(0x6E40C9, 0xBC8CFF),
            new Tone(0x8B949E, 0x9EA7B0),
            new Tone(0xC4287C, 0xFF7BB8),
            new Tone(0x1B9E9E, 0x40D0D0),
            new Tone(0x7A4A10, 0xD0A060));

    private static final String FAMILY = Font.SANS_SERIF;

    private Look() {}

    /** The colour of the series with this number, from 0; they repeat after eight. */
    static Color series(int number) {
        return SERIES.get(number % SERIES.size()).color();
    }

    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(PAPER.color());
        styler.setPlotBackgroundColor(PAPER.color());
        styler.setLegendBackgroundColor(PAPER.color());
        styler.setLegendBorderColor(PAPER.color());
        styler.setChartFontColor(INK.color());
        styler.setAxisTickLabelsColor(INK.color());
        styler.setPlotGridLinesColor(GRID.color());
        styler.setAxisTickMarksColor(GRID.color());
        styler.setErrorBarsColor(INK.color());
        styler.setSeriesColors(SERIES.stream().map(Tone::color).toArray(Color[]::new));
        styler.setChartTitleFont(new Font(FAMILY, Font.BOLD, 15));
        styler.setAxisTitleFont(new Font(FAMILY, Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(new Font(FAMILY, Font.PLAIN, 11));
        styler.setLegendFont(new Font(FAMILY, Font.PLAIN, 12));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotBorderVisible(false);
        styler.setAxisTicksLineVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setYAxisTickMarkSpacingHint(40);
        styler.setXAxisLogarithmicDecadeOnly(true);
        styler.setYAxisLogarithmicDecadeOnly(true);
        styler.setAntiAlias(true);
    }

    /** For SVG: what changes where the reader prefers dark pages. */
    static String darkSheet() {
        StringBuilder sheet = new StringBuilder("@media (prefers-color-scheme: dark) {\n");
        rules(sheet, PAPER);
        rules(sheet, INK);
        rules(sheet, GRID);
        SERIES.forEach(tone -> rules(sheet, tone));
        return sheet.append("}\n").toString();
    }

    private static void rules(StringBuilder sheet, Tone tone) {
        Color color = tone.color();
        String light = "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
        String dark = String.format("#%06x", tone.dark());
        for (String property : List.of("fill", "stroke")) {
            sheet.append(
                    "  [style*=\"" + property + ":" + light + "\"] { " + property + ": " + dark + " !important; }\n");
        }
    }

    /** For a page around the pictures. */
    static String pageSheet() {
        return """
                :root { color-scheme: light dark; }
                body { background: #%06x; color: #%06x; font: 15px/1.5 sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; }
                th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #%06x; }
                th:first-child, td:first-child { text-align: left; }
                svg { max-width: 100%%; height: auto; }
                .machine, .caption { font-size: 13px; opacity: .8; }
                @media (prefers-color-scheme: dark) { body { background: #%06x; color: #%06x; } th, td { border-color: #%06x; } }
                """.formatted(PAPER.light(), INK.light(), GRID.light(), PAPER.dark(), INK.dark(), GRID.dark());
    }
}
