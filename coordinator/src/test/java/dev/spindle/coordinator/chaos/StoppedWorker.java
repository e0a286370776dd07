package dev.spindle.coordinator.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * SIGSTOP to a worker: for a while, or for ever, which ends when its heartbeat is missed. One that is stopped when its coordinator is killed
 * can only leave when somebody lets it go on.
 */
final class StoppedWorker implements Fault {
    @Override
    public void prepare(Setup setup) {
        setup.options.addAll(List.of("--heartbeat-timeout", "1s", "--start-timeout", "5s"));
    }

    @Override
    public void strike(Victim victim) throws Exception {
        boolean forEver = victim.random().nextBoolean();
        List<Long> stopped = new ArrayList<>();
        int left = 1 + victim.random().nextInt(3);
        while (left > 0 && victim.lastsFor(0, 500)) {
            List<ProcessHandle> workers = victim.workers();
            if (!workers.isEmpty()) {
                long worker =
                        workers.get(victim.random().nextInt(workers.size())).pid();
                Victim.signal(worker, "STOP");
                victim.tally().struck(kind());
                left--;
                if (!forEver) {
                    victim.lastsFor(1, 1_500);
                    Victim.signal(worker, "CONT");
                } else {
                    stopped.add(worker);
                }
            }
        }
        victim.coordinator().waitFor();
        for (ProcessHandle each : victim.workers()) {
            if (stopped.contains(each.pid())) {
                Victim.signal(each.pid(), "CONT");
            }
        }
    }
}
