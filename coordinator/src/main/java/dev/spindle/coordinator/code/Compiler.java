package dev.spindle.coordinator.code;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/** The JDK's compiler, which a JRE has not: only {@link Sources} calls it. */
final class Compiler {
    private Compiler() {}

    static Map<String, byte[]> compile(Map<Path, String> texts, List<Path> classPath, int java) throws CodeException {
        List<Source> sources = new ArrayList<>();
        texts.forEach((file, text) -> sources.add(new Source(file, text)));
        String names =
                String.join(", ", texts.keySet().stream().map(Path::toString).toList());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
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
                        names + (texts.size() == 1 ? " does" : " do") + " not compile",
                        said.toString().lines().toList());
            }
            return memory.classes();
        } catch (IOException e) {
            throw new CodeException("cannot compile " + names + ": " + e.getMessage());
        }
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
