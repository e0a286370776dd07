package dev.spindle.worker.tasks;

/** How many columns of a terminal text takes: estimated, rather too many than too few. */
public final class Columns {
    /** No character below it is wider than a column, or has no width. */
    private static final int FIRST_COMBINING = 0x300;
    /** The first character that a terminal may show two columns wide. */
    private static final int FIRST_WIDE = 0x1100;

    private Columns() {}

    /** The columns of a text on one line. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** Those of a character: none, one, or two for all that may be so wide. */
    public static int of(int character) {
        if (character < FIRST_COMBINING) {
            return Character.isISOControl(character) ? 0 : 1;
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> character < FIRST_WIDE ? 1 : 2;
        };
    }
}
