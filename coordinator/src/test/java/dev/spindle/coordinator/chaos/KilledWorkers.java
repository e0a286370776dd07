package dev.spindle.coordinator.chaos;

import java.util.List;

/** SIGKILL to workers, those that are starting included: one now and then, or the first as soon as they can be seen. */
final class KilledWorkers implements Fault {
    /** Twenty starts in a row that somebody ended would end the run. */
    private static final int MOST = 8;

    @Override
    public void strike(Victim victim) throws Exception {
        int left = 1 + victim.random().nextInt(MOST);
        int pause = victim.random().nextBoolean() ? 20 : 600;
        while (left > 0 && victim.lastsFor(0, pause)) {
            List<ProcessHandle> workers = victim.workers();
            if (!workers.isEmpty()) {
                workers.get(victim.random().nextInt(workers.size())).destroyForcibly();
                victim.tally().struck(kind());
                left--;
            }
        }
    }
}
