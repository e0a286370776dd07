package dev.spindle.worker.probes;

/** Takes a list of records, which only its superclass's type argument says. */
public final class Typed extends Summing<Typed.Point> {
    /** What the list has. */
    public record Point(int x, int y) {}

    @Override
    int weight(Point point) {
        return point.x() * point.y();
    }
}
