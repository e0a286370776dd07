package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.lab.Setting;

/** Whether a worker's clock can be compared with that of this process. For one thread. */
final class Clocks {
    private final Setting setting;
    private boolean differ;

    Clocks(Setting setting) {
        this.setting = setting;
    }

    /**
     * The times of a job: as the worker says, where they lie between what this process saw; from the first time on that they do not, its
     * end is when it was answered.
     */
    Times judge(long submitted, long began, long ended, long answered) {
        if (!differ && (began < submitted || ended > answered)) {
            differ = true;
            setting.note("the clocks of processes differ here: a job's end is when the coordinator heard of it");
        }
        return differ ? new Times(submitted, answered - (ended - began), answered) : new Times(submitted, began, ended);
    }
}
