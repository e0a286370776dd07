package dev.spindle.coordinator;

/**
 * One message that crossed the boundary between the coordinator and a worker. Times are in nanoseconds, {@link #UNKNOWN} where the side
 * that could tell did not: a worker that was killed leaves no record.
 *
 * @param worker its place in the pool
 * @param generation how many had this place before
 * @param toWorker the direction
 * @param excerpt the beginning of the message, for people
 * @param bytes of the message, without its framing
 * @param at when it was sent, or where that is unknown received, in {@link System#nanoTime}'s count
 * @param encode from the message as an object, with its payload as JSON already, to bytes
 * @param transport from there until its reader had all of it and took it up
 * @param decode from there to an object, its payload still as JSON
 */
public record Crossing(
        int worker,
        int generation,
        boolean toWorker,
        String excerpt,
        int bytes,
        long at,
        long encode,
        long transport,
        long decode) {
    public static final long UNKNOWN = -1;
}
