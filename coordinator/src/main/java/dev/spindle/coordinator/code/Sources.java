package dev.spindle.coordinator.code;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

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
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new Source(file, read(file)));
        }
        JavaCompiler compiler = compiler();
        List<String> options = new ArrayList<>(List.of("-proc:none", "-parameters", "-g"));
        options.addAll(List.of(
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList())));
        if (java != 0 && java < Runtime.version().feature()) {
            options.addAll(List.of("--release", Integer.toString(java)));
        }
        StringWriter said = new StringWriter();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        try (Memory memory = new Memory(standard)) {
            boolean compiles =
                    compiler.getTask(said, memory, null, options, null, sources).call();
            if (!compiles) {
                throw new CodeException(
                        namesOf(files) + (files.size() == 1 ? " does" : " do") + " not compile",
                        said.toString().lines().toList());
            }
            return memory.classes();
        } catch (IOException e) {
            throw new CodeException("cannot compile " + namesOf(files) + ": " + e.getMessage());
        }
    }

    private static JavaCompiler compiler() throws CodeException {
        JavaCompiler compiler;
        try {
            compiler = ToolProvider.getSystemJavaCompiler();
        } catch (LinkageError e) {
            compiler = null;
        }
        if (compiler == null) {
            throw new CodeException("the Java at " + System.getProperty("java.home")
                    + " has no compiler; set JAVA_HOME to a JDK, or compile the file elsewhere and use --jar");
        }
        return compiler;
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

    private static String namesOf(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final Path file;
        private final String text;

        Source(Path file, String text) {
            super(file.toUri(), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        /** As the user wrote it, in messages. */
        @Override
        public String getName() {
            return file.toString();
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE && !simpleName.equals("module-info") && !simpleName.equals("package-info");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled; the rest is as usual. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager usual) {
            super(usual);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, Kind kind, FileObject sibling) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            written.put(name, content);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return content;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((name, content) -> classes.put(name, content.toByteArray()));
            return classes;
        }
    }
}
