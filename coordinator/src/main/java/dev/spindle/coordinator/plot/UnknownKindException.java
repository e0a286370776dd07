package dev.spindle.coordinator.plot;

/** A file's name does not say what picture to make of it. */
public final class UnknownKindException extends PlotException {
    private static final long serialVersionUID = 1L;

    UnknownKindException(String file) {
        super("cannot plot to '" + file + "': its name must end in .html, .svg or .png", null);
    }
}
