package dev.spindle.worker.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a program, beside the JDK's and apart from the worker's: so that the program has its own versions of the libraries that the
 * worker uses, too. Spindle's own classes it has from the worker at last, for tasks that lie in the same jar. Thread-safe.
 */
final class ProgramLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String OURS = "dev.spindle.";
    private static final String EXIT = ProgramExit.class.getName();

    private final ClassLoader worker;
    private final Set<String> packagesOfJdk = new HashSet<>();

    private ProgramLoader(URL[] urls, ClassLoader worker) {
        super(urls, ClassLoader.getPlatformClassLoader()); // a name would stand in every line of a stack
        this.worker = worker;
        // The JDK's tools are not the platform's: javac, for one, is loaded by the loader of the class path.
        for (Module module : ModuleLayer.boot().modules()) {
            packagesOfJdk.addAll(module.getPackages());
        }
    }

    /**
     * @param classPath jars and folders of classes, separated as in a class path
     * @param worker the loader of the worker's classes
     */
    static ProgramLoader of(String classPath, ClassLoader worker) {
        List<URL> urls = new ArrayList<>();
        try {
            for (String entry : classPath.split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            }
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
        return new ProgramLoader(urls.toArray(URL[]::new), worker);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.equals(EXIT) || packagesOfJdk.contains(packageOf(name))
                ? worker.loadClass(name)
                : super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/').concat(".class");
        URL url = findResource(file);
        if (url == null) {
            if (name.startsWith(OURS)) {
                return worker.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
        try {
            URLConnection connection = url.openConnection();
            byte[] content;
            try (InputStream in = connection.getInputStream()) {
                content = ExitCalls.redirected(in.readAllBytes());
            }
            JarURLConnection jar = connection instanceof JarURLConnection inJar ? inJar : null;
            URL source = jar == null ? folderOf(url, file) : jar.getJarFileURL();
            ensurePackage(packageOf(name), jar == null ? null : jar.getManifest(), source);
            return defineClass(name, content, 0, content.length, new CodeSource(source, (Certificate[]) null));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static URL folderOf(URL url, String file) throws MalformedURLException {
        String text = url.toString();
        return new URL(text.endsWith(file) ? text.substring(0, text.length() - file.length()) : text);
    }

    private void ensurePackage(String name, @Nullable Manifest manifest, URL source) {
        if (name.isEmpty() || getDefinedPackage(name) != null) {
            return;
        }
        try {
            if (manifest == null) {
                definePackage(name, null, null, null, null, null, null, null);
            } else {
                definePackage(name, manifest, source);
            }
        } catch (IllegalArgumentException e) {
            // another thread was faster
        }
    }

    private static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }
}
