package dev.spindle.coordinator.report.live;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.report.LiveRun;
import dev.spindle.coordinator.report.RunEnd;
import dev.spindle.coordinator.report.RunObserver;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows a run in a browser while it lasts. Where its port cannot be had the run goes on unseen. */
public final class Dashboard implements RunObserver {
    private final int port;
    private final String version;
    private final Consumer<String> told;
    private final Tally tally = new Tally();
    private @Nullable Server server;

    /**
     * @param port to listen on; 0 for a free one
     * @param version of Spindle
     * @param told gets lines for people
     */
    public Dashboard(int port, String version, Consumer<String> told) {
        this.port = port;
        this.version = version;
        this.told = told;
    }

    @Override
    public void begins(LiveRun run) {
        Scene scene = new Scene(run, tally);
        try {
            server = new Server(port, run, scene, new Metrics(run, tally, version), told);
        } catch (IOException e) {
            told.accept("--dashboard: cannot listen on port " + port + " of 127.0.0.1: " + e.getMessage()
                    + "; the run goes on without its page (--dashboard alone takes a free port)");
            return;
        }
        told.accept("dashboard: " + server.address());
    }

    @Override
    public void ended(RunEnd end) {
        if (server != null) {
            server.close(end);
        }
    }

    @Override
    public void attemptEnded(AttemptReport attempt) {
        tally.add(attempt);
    }

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        tally.started();
    }

    @Override
    public void workerLost(DeathReport death) {
        tally.add(death);
    }

    @Override
    public void poolBroken(DeathReport first) {
        tally.stopped("the workers do not start: " + first.cause());
    }

    @Override
    public void poolHalted(String why) {
        tally.stopped("halted: " + why);
    }
}
