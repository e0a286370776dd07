package dev.spindle.coordinator.chaos;

import java.util.List;

/** Only so many files may be open at a time: too few for the run, or even for Java. */
final class FewDescriptors implements Fault {
    /** With so many three workers run, by sockets too. */
    private static final int ENOUGH = 90;

    @Override
    public void prepare(Setup setup) {
        int most = 3 + setup.random.nextInt(ENOUGH);
        setup.launcher.addAll(List.of("prlimit", "--nofile=" + most + ":" + most));
        if (most < ENOUGH) {
            setup.allowed.addAll(List.of(Allowed.CANNOT_WORK, Allowed.NO_JVM));
        }
    }

    @Override
    public void strike(Victim victim) {
        victim.tally().struck(kind());
    }
}
