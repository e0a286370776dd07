package dev.spindle.coordinator.chaos;

import dev.spindle.worker.Task;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Jobs that write what they like to the descriptor that answers go to, each when it runs for the first time. */
final class GarbageOnTheChannel implements Fault {
    @Override
    public void prepare(Setup setup) throws Exception {
        Path classes = setup.folder.resolve("classes");
        String file = Garbage.class.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream in = Garbage.class.getClassLoader().getResourceAsStream(file)) {
            Files.copy(Objects.requireNonNull(in), copy);
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(Task.class.getName()), Garbage.class.getName());
        setup.options.addAll(List.of("--jar", classes.toString()));
        for (int jobs = 1 + setup.random.nextInt(5); jobs > 0; jobs--) {
            String kind = Garbage.KINDS.get(setup.random.nextInt(Garbage.KINDS.size()));
            setup.jobs.insert(setup.random, Jobs.ok("Garbage", '"' + kind + '"', "\"done\""));
        }
    }

    /** What was written is not seen from here, but that there were such jobs is. */
    @Override
    public void strike(Victim victim) {
        victim.tally().struck(kind());
    }
}
