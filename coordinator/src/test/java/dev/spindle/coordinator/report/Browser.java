package dev.spindle.coordinator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real browser without a window, and one page in it. It keeps all that the page logs and asks the network for. A start costs a second, so
 * tests of pages share one.
 */
public final class Browser implements AutoCloseable {
    /** Longer than anything takes on a slow machine. */
    static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path folder;
    private final DevTools tools;

    private Browser(Process process, Path folder, DevTools tools) {
        this.process = process;
        this.folder = folder;
        this.tools = tools;
    }

    /** Starts it with a profile of its own, on an empty page. */
    public static Browser start() throws Exception {
        Path folder = Files.createTempDirectory("spindle-browser-");
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "exec 3<&0 4>&1 0</dev/null 1>&2; exec \"$@\"", "sh"));
        command.add(program());
        command.addAll(List.of(
                "--headless",
                "--remote-debugging-pipe",
                "--user-data-dir=" + folder,
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-sync"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox"); // which root cannot have
        }
        command.add("about:blank");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        DevTools tools = new DevTools(process);
        Browser browser = new Browser(process, folder, tools);
        try {
            tools.attach();
        } catch (Exception | Error e) {
            String said = Files.readString(folder.resolve("stderr"));
            browser.close();
            throw new AssertionError("the browser does not start; it said: " + said, e);
        }
        return browser;
    }

    private static String program() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return program.toString();
                }
            }
        }
        throw new AssertionError(
                "the tests of pages need the browser Chromium, and there is none: apt-get install chromium");
    }

    /** Goes there; returns when the page is loaded. */
    public void open(String url) throws Exception {
        tools.open(url);
    }

    /** What a JavaScript expression is in the page, or what its promise becomes. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = tools.ask(
                "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** Waits until the expression is true. */
    public void until(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate(expression).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became true: " + expression + "; the page says: " + text("body")
                        + "; logged: " + problems());
            }
            evaluate("new Promise(done => setTimeout(done, 20))");
        }
    }

    /** What people can read in the first element that the selector names. */
    public String text(String selector) throws Exception {
        return evaluate(named(selector) + ".innerText").asText();
    }

    /** Clicks on the first element that the selector names. */
    public void click(String selector) throws Exception {
        evaluate(named(selector) + ".click()");
    }

    private static String named(String selector) {
        return "document.querySelector('" + selector + "')";
    }

    /** From now on the page has this size and these colours. */
    public void view(int width, int height, boolean dark) throws Exception {
        tools.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        tools.ask("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** The whole page as a PNG file, what would have to be scrolled to included. */
    public void screenshot(Path file) throws Exception {
        JsonNode answer = tools.ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
    }

    /** Errors and warnings that were logged since the last {@link #open}, exceptions that nobody caught included. */
    public List<String> problems() {
        return tools.problems();
    }

    /** The addresses of all that was asked for since the last {@link #open}. */
    public List<String> requests() {
        return tools.requests();
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> all = process.descendants().toList();
        tools.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        for (ProcessHandle each : all) {
            each.destroyForcibly();
            each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError("the browser's folder is not deleted", e);
        }
    }
}
