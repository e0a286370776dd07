package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.Task;
import dev.spindle.worker.probes.Gate;
import dev.spindle.worker.probes.SecondEcho;
import dev.spindle.worker.probes.Unmakeable;
import dev.spindle.worker.tasks.Echo;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRegistryTest {
    private static final ClassLoader HERE = TaskRegistryTest.class.getClassLoader();

    /** Sees these services beside the built-in ones. */
    private static URLClassLoader loader(Path folder, Class<?>... services) throws IOException {
        Path file = folder.resolve("META-INF/services").resolve(Task.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                String.join("\n", List.of(services).stream().map(Class::getName).toList()));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, HERE);
    }

    @Test
    void findsServicesAndClassesSortedByName() throws Exception {
        TaskRegistry registry = TaskRegistry.discover(HERE, List.of(Gate.class.getName()));

        assertThat(registry.tasks()).extracting(TaskInfo::name).isSorted().contains("Gate", "echo");
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.find("Gate")).isNotNull();
        assertThat(registry.find("gate")).isNull();
    }

    @Test
    void aBrokenServiceIsALineAndTakesNoOtherDown(@TempDir Path folder) throws Exception {
        try (URLClassLoader loader = loader(folder, Unmakeable.class, TaskRegistryTest.class, Gate.class)) {
            TaskRegistry registry = TaskRegistry.discover(loader, List.of());

            assertThat(registry.tasks()).extracting(TaskInfo::name).contains("Gate", "echo");
            assertThat(registry.problems()).hasSize(2).noneMatch(line -> line.contains("\n"));
            assertThat(registry.problems().get(0)).contains(Unmakeable.class.getName());
            assertThat(registry.problems().get(1)).contains("TaskRegistryTest not a subtype");
        }
    }

    @Test
    void ofTwoTasksOfOneNameNeitherCanBeUsed(@TempDir Path folder) throws Exception {
        try (URLClassLoader loader = loader(folder, SecondEcho.class)) {
            TaskRegistry registry = TaskRegistry.discover(loader, List.of(ThirdEcho.class.getName()));

            assertThat(registry.tasks())
                    .extracting(TaskInfo::name)
                    .contains("prime")
                    .doesNotContain("echo");
            assertThat(registry.problems()).singleElement().isEqualTo(registry.unknown("echo"));
            assertThat(registry.unknown("echo"))
                    .contains("two tasks are called \"echo\": " + Echo.class.getName())
                    .contains(SecondEcho.class.getName());
        }
    }

    /** One more of that name changes nothing. */
    public static final class ThirdEcho extends SecondEcho {}

    @Test
    void theUnknownIsComparedWithTheKnown() {
        List<String> known = List.of("echo", "prime", "primes", "sleep");

        assertThat(UnknownTask.message("prme", known))
                .isEqualTo("no task \"prme\"; did you mean \"prime\"? There is also: echo, primes, sleep");
        assertThat(UnknownTask.message("PRIME", known)).contains("did you mean \"prime\"?");
        assertThat(UnknownTask.message("something", known))
                .isEqualTo("no task \"something\"; there is: echo, prime, primes, sleep");
        assertThat(UnknownTask.message("x", List.of())).isEqualTo("no task \"x\"; there is none at all");
        assertThat(UnknownTask.message("x".repeat(1000), known)).hasSizeLessThan(200);
    }
}
