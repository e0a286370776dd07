package dev.spindle.coordinator.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** No room for the results, the summary, the journal or the folder of the pool: a device that is always full, or a small file system that soon is. */
final class FullDisk implements Fault {
    private @Nullable Path mounted;

    @Override
    public void prepare(Setup setup) throws Exception {
        setup.allowed.add(Allowed.CANNOT_WORK);
        boolean mountable = isRoot();
        switch (setup.random.nextInt(mountable ? 8 : 3)) {
            case 0 -> output(setup, Path.of("/dev/full"));
            case 1 -> setup.summary = Path.of("/dev/full");
            case 2 -> setup.journal = Path.of("/dev/full");
            case 3, 4 ->
                setup.journal = mount(setup, "size=" + (4 + 4 * setup.random.nextInt(16)) + "k")
                        .resolve("journal");
            case 5 -> output(setup, mount(setup, "size=16k").resolve("out"));
            case 6 -> {
                setup.summary = mount(setup, "size=4k,nr_inodes=3").resolve("summary");
                Files.write(setup.summary.resolveSibling("full"), new byte[4096]);
                setup.allowed.add(Allowed.CUT_SUMMARY);
            }
            default -> setup.temporary = mount(setup, "size=4k,nr_inodes=1");
        }
    }

    private static void output(Setup setup, Path file) {
        setup.output = file;
        setup.allowed.add(Allowed.CUT_OUTPUT);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path mount(Setup setup, String options) throws Exception {
        Path point = Files.createDirectory(setup.folder.resolve("small"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", point.toString())
                .redirectErrorStream(true)
                .start();
        if (mount.waitFor() == 0) {
            mounted = point;
        } else {
            System.out.println("chaos: no file system can be mounted here, so none is full");
        }
        return point;
    }

    @Override
    public void strike(Victim victim) {
        victim.tally().struck(kind());
    }

    @Override
    public void relent() throws Exception {
        if (mounted != null) {
            new ProcessBuilder("mount", "-o", "remount,size=64m,nr_inodes=1000", mounted.toString())
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void clear() throws Exception {
        if (mounted != null) {
            new ProcessBuilder("umount", mounted.toString()).start().waitFor();
        }
    }
}
