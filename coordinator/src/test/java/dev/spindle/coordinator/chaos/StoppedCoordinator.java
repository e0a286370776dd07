package dev.spindle.coordinator.chaos;

/** SIGSTOP to the coordinator, which then goes on: nobody is to blame for what was not heard meanwhile. */
final class StoppedCoordinator implements Fault {
    @Override
    public void strike(Victim victim) throws Exception {
        for (int times = 1 + victim.random().nextInt(3); times > 0 && victim.lastsFor(0, 600); times--) {
            Victim.signal(victim.coordinator().pid(), "STOP");
            try {
                victim.tally().struck(kind());
                victim.lastsFor(0, 1_500);
            } finally {
                Victim.signal(victim.coordinator().pid(), "CONT");
            }
        }
    }
}
