package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.Crossing;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.List;

/**
 * What one worker's jobs took on the wire, by the number of the job. Each was sent alone and ran once, so that the first message that
 * runs a job is the first job's. Immutable.
 */
final class Wire {
    private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":";

    private final List<Crossing> jobs;
    private final List<Crossing> results;

    /**
     * @param crossings all of a pool that is closed
     * @throws UnmeasuredException when they are not what such jobs leave
     */
    Wire(List<Crossing> crossings) throws UnmeasuredException {
        jobs = crossings.stream()
                .filter(each -> each.toWorker() && each.excerpt().contains("\"method\":\"task/run\""))
                .toList();
        List<Crossing> answers = crossings.stream()
                .filter(each -> !each.toWorker() && each.excerpt().startsWith(ANSWER))
                .toList();
        if (answers.size() != jobs.size() + 2) { // initialize before them, shutdown behind
            throw new UnmeasuredException(
                    "the record of the pipe has " + jobs.size() + " jobs and " + answers.size() + " answers", null);
        }
        results = answers.subList(1, answers.size() - 1);
    }

    /** Nanoseconds from the bytes of the message with job {@code number}, from 1, until the worker took it up. */
    long toWorker(long number, int payloadBytes) throws UnmeasuredException {
        return transport(jobs, number, payloadBytes);
    }

    /** As {@link #toWorker}, for the message with the result. */
    long fromWorker(long number, int payloadBytes) throws UnmeasuredException {
        return transport(results, number, payloadBytes);
    }

    private static long transport(List<Crossing> crossings, long number, int payloadBytes) throws UnmeasuredException {
        if (number > crossings.size()) {
            throw new UnmeasuredException(
                    "the record of the pipe ends before job " + number + " of " + crossings.size(), null);
        }
        Crossing crossing = crossings.get((int) number - 1);
        if (crossing.bytes() < payloadBytes || crossing.transport() == Crossing.UNKNOWN) {
            throw new UnmeasuredException(
                    "the record of the pipe does not tell of job " + number + " but of " + crossing, null);
        }
        return crossing.transport();
    }
}
