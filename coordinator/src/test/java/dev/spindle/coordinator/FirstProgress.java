package dev.spindle.coordinator;

import static org.awaitility.Awaitility.await;

/** Lets a test wait until its job runs: the job tells of some progress first. */
final class FirstProgress implements JobListener {
    private volatile boolean came;

    @Override
    public void progress(JobProgress progress) {
        came = true;
    }

    void awaitThat() {
        await().atMost(Pools.PATIENCE).until(() -> came);
    }
}
