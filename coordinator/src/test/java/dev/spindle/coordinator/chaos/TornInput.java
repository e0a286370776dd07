package dev.spindle.coordinator.chaos;

import java.io.IOException;
import java.io.OutputStream;

/** The input comes in pieces and ends anywhere, in the middle of a line too. */
final class TornInput implements Fault {
    @Override
    public void prepare(Setup setup) {
        setup.shareOfInput = setup.random.nextDouble();
        setup.inputIsFed = true;
    }

    @Override
    public void strike(Victim victim) throws Exception {
        byte[] bytes = victim.setup().jobs.bytes();
        try (OutputStream in = victim.coordinator().getOutputStream()) {
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + victim.random().nextInt(5_000));
                in.write(bytes, from, to - from);
                in.flush();
                from = to;
                victim.lastsFor(0, 20);
            }
            victim.tally().struck(kind());
        } catch (IOException e) {
            // nobody reads any more
        }
    }
}
