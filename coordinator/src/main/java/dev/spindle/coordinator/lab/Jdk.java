package dev.spindle.coordinator.lab;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java on this machine.
 *
 * @param home its folder, with {@code bin/java} in it
 * @param feature 17, say
 */
public record Jdk(Path home, int feature) {
    /** Where distributions and version managers put them, beside the folder in which this one lies. */
    private static List<Path> places() {
        Path userHome = Path.of(System.getProperty("user.home"));
        return List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java"), userHome.resolve(".sdkman/candidates/java"));
    }

    /** This JVM's. */
    public static Jdk own() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The newest with at least {@code feature} that can be found, this one included. */
    public static Optional<Jdk> atLeast(int feature) {
        return all().stream().filter(each -> each.feature() >= feature).max(Comparator.comparingInt(Jdk::feature));
    }

    /** The newest whose version is another than this one's. */
    public static Optional<Jdk> other() {
        return all().stream()
                .filter(each -> each.feature() != own().feature())
                .max(Comparator.comparingInt(Jdk::feature));
    }

    private static List<Jdk> all() {
        List<Jdk> found = new ArrayList<>(List.of(own()));
        List<Path> places = new ArrayList<>(places());
        Path beside = own().home().getParent();
        if (beside != null) {
            places.add(beside);
        }
        places.stream().distinct().forEach(place -> found.addAll(in(place)));
        return found;
    }

    private static List<Jdk> in(Path place) {
        try (Stream<Path> homes = Files.list(place)) {
            return homes.flatMap(home -> read(home).stream()).toList();
        } catch (IOException | RuntimeException e) {
            return List.of(); // not there, or not to be read
        }
    }

    private static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(release)) {
            properties.load(in);
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(
                    new Jdk(home.toRealPath(), Runtime.Version.parse(version).feature()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no version that can be read, as that of Java 8
        }
    }
}
