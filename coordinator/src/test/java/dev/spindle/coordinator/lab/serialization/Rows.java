package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.lab.Spread;

/** Rows as if measured. Times are in microseconds. */
final class Rows {
    private Rows() {}

    static Row row(String shape, int bytes, double encode, double transport, double decode, double job) {
        return row(shape, bytes, encode, transport, decode, job, 10);
    }

    static Row row(String shape, int bytes, double encode, double transport, double decode, double job, double thread) {
        return row(shape, Transport.PIPE, bytes, encode, transport, decode, job, thread);
    }

    static Row row(
            String shape,
            Transport over,
            int bytes,
            double encode,
            double transport,
            double decode,
            double job,
            double thread) {
        return new Row(
                shape,
                over,
                1,
                bytes,
                9,
                around(encode),
                around(transport),
                around(decode),
                around(transport),
                around(job),
                around(thread));
    }

    private static Spread around(double micros) {
        return new Spread(micros * 900, micros * 1000, micros * 1200);
    }
}
