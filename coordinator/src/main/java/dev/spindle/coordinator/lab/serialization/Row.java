package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What handing over one payload took, one way. Immutable.
 *
 * @param over how the pool and its worker talked
 * @param items of how many numbers, characters, documents or records the payload is
 * @param bytes of the payload's JSON
 * @param samples how often each was measured
 * @param encode the object to a message's bytes
 * @param transport these to the worker, until its reader took them up
 * @param decode these to an object
 * @param transportBack the result's bytes to the coordinator
 * @param job the whole job, there and back, whose task only returns its input
 * @param thread the reference to a thread of this process and back
 */
record Row(
        String shape,
        Transport over,
        int items,
        int bytes,
        int samples,
        Spread encode,
        Spread transport,
        Spread decode,
        Spread transportBack,
        Spread job,
        Spread thread) {
    /** A job that spends this share of its time on sending is well used. */
    static final double SHARE = 0.05;

    static final List<String> COLUMNS =
            List.of("shape", "bytes", "encode", "transport", "decode", "job", "parts", "thread", "ratio");

    String medium() {
        return over.name().toLowerCase(Locale.ROOT);
    }

    boolean overPipe() {
        return over == Transport.PIPE;
    }

    /** How long a job must compute so that a worker for it costs it a twentieth of its time, in nanoseconds. */
    double breakEven() {
        return job.median() * (1 - SHARE) / SHARE;
    }

    /** Encoding and decoding once, in nanoseconds. */
    double serialization() {
        return encode.median() + decode.median();
    }

    /** One way, in nanoseconds. */
    double oneWay() {
        return serialization() + transport.median();
    }

    /**
     * What of the job the parts measured apart explain, as a share of 1: its data is encoded and decoded twice and transported there and
     * back, and in either process a thread that reads wakes one that waits, as when a thread hands back a reference.
     */
    double parts() {
        double sum = 2 * serialization() + transport.median() + transportBack.median() + thread.median();
        return sum / Math.max(1, job.median());
    }

    /** How many times longer the job takes than the thread. */
    double ratio() {
        return job.median() / Math.max(1, thread.median());
    }

    List<String> cells() {
        return List.of(
                overPipe() ? shape : shape + "/" + medium(),
                Integer.toString(bytes),
                Figures.micros(encode.median()),
                Figures.micros(transport.median()),
                Figures.micros(decode.median()),
                Figures.micros(job.median()),
                Figures.percent(parts()),
                Figures.micros(thread.median()),
                Figures.of(ratio()));
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("shape", shape);
        fields.put("over", medium());
        fields.put("items", items);
        fields.put("bytes", bytes);
        fields.put("samples", samples);
        fields.put("encodeMicros", encode.micros());
        fields.put("transportMicros", transport.micros());
        fields.put("decodeMicros", decode.micros());
        fields.put("transportBackMicros", transportBack.micros());
        fields.put("jobMicros", job.micros());
        fields.put("threadMicros", thread.micros());
        fields.put("parts", Math.round(parts() * 1e3) / 1e3);
        fields.put("breakEvenMicros", Math.round(breakEven()) / 1e3);
        fields.put("ratio", Math.round(ratio() * 1e3) / 1e3);
        return fields;
    }
}
