package dev.spindle.coordinator.chaos;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Only so many processes and threads may there be: too few for the run, or even for Java. Does nothing where one user cannot be another. */
final class FewProcesses implements Fault {
    private static final int MOST = 110;
    /** Limits hold for all processes of a user, who must be nobody else's. */
    private static final int FIRST_USER = 1_000_000_000;

    @Override
    public void prepare(Setup setup) throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            System.out.println("chaos: only root can run as a user of few processes");
            return;
        }
        int most = 1 + setup.random.nextInt(MOST);
        String user = "" + (FIRST_USER + setup.random.nextInt(FIRST_USER));
        setup.launcher.addAll(List.of("env", "-C", "/", "prlimit", "--nproc=" + most + ":" + most));
        setup.launcher.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        setup.allowed.addAll(List.of(Allowed.CANNOT_WORK, Allowed.NO_JVM));
        Files.setPosixFilePermissions(setup.temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Override
    public void strike(Victim victim) {
        victim.tally().struck(kind());
    }
}
