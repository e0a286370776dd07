package dev.spindle.coordinator.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a run is to be started; faults change it before. */
final class Setup {
    /** For all files of the round; everybody may read it. */
    final Path folder;

    final Random random;
    final Jobs jobs;
    final List<String> options = new ArrayList<>();
    final List<String> launcher = new ArrayList<>();
    final Set<Allowed> allowed = EnumSet.noneOf(Allowed.class);
    Path temporary;

    @Nullable
    Path summary;

    /** Where the results go; null for a file of the harness's own. */
    @Nullable
    Path output;

    /** Null for none. */
    @Nullable
    Path journal;

    /** A coordinator of this run was killed, and left its folder. */
    boolean folderStays;

    /** stdout is a pipe that a fault reads. */
    boolean outputIsPiped;

    /** stdin is a pipe that a fault writes to. */
    boolean inputIsFed;

    /** So much of the input comes. */
    double shareOfInput = 1;

    /** The limits of the round fit the command line from jars, as it is in use, and which other users may read. */

    /** The same run once more, and nothing befalls it. */
    Setup inPeace() throws Exception {
        Setup again = new Setup(folder, random, jobs);
        again.options.addAll(options);
        again.temporary = Files.createDirectory(folder.resolve("tmp-in-peace"));
        again.summary = again.temporary.resolve("summary");
        again.output = folder.resolve("out-in-peace");
        again.journal = journal;
        return again;
    }

    Setup(Path folder, Random random, Jobs jobs) {
        this.folder = folder;
        this.random = random;
        this.jobs = jobs;
        this.temporary = folder.resolve("tmp");
    }
}
