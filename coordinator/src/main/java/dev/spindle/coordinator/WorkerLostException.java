package dev.spindle.coordinator;

/** The worker died while the job ran. */
public final class WorkerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DeathReport death;

    WorkerLostException(DeathReport death) {
        super(death.toString());
        this.death = death;
    }

    /** What is known of it. */
    public DeathReport death() {
        return death;
    }
}
