package dev.spindle.coordinator.code;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Java source files, compiled by the JDK that runs this, in memory. */
public final class Sources {
    private Sources() {}

    /**
     * The classes of {@code files}, compiled together, by their names with dots. A file may have any name, whatever its classes are called.
     *
     * @param classPath what they may use
     * @param java for which Java; 0 for the one that runs this
     * @throws CodeException when there is no compiler, a file cannot be read, or does not compile: then with the compiler's own lines
     */
    public static Map<String, byte[]> compile(List<Path> files, List<Path> classPath, int java) throws CodeException {
        if (ModuleLayer.boot().findModule("jdk.compiler").isEmpty()) {
            throw new CodeException("the Java at " + System.getProperty("java.home")
                    + " has no compiler; set JAVA_HOME to a JDK, or compile the file elsewhere and use --jar");
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Path file : files) {
            texts.put(file, read(file));
        }
        return Compiler.compile(texts, classPath, java);
    }

    private static String read(Path file) throws CodeException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CodeException(file + " is not in UTF-8");
        } catch (IOException e) {
            throw new CodeException("cannot read " + file + (Files.exists(file) ? "" : ": there is no such file"));
        }
    }
}
