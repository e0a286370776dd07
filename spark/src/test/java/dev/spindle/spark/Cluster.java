package dev.spindle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real standalone cluster: a master, and two workers of two cores each. */
final class Cluster implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final String HOME = System.getProperty("spindle.spark.home");

    private final Path folder;
    private final int port = freePort();
    private final int page = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> workers = new ArrayList<>();
    private final Process master;

    Cluster(Path folder) throws IOException {
        this.folder = folder;
        assertThat(Path.of(HOME, "jars"))
                .as("Spark's jars, which -Dspark.home.copy puts there")
                .isDirectory();
        master = start(
                "master",
                "org.apache.spark.deploy.master.Master",
                List.of("--host", HOST, "--port", "" + port, "--webui-port", "" + page));
        for (int i = 0; i < 2; i++) {
            String work = folder.resolve("work" + i).toString();
            workers.add(start(
                    "worker" + i,
                    "org.apache.spark.deploy.worker.Worker",
                    List.of("--cores", "2", "--memory", "2g", "--webui-port", "0", "-d", work, url())));
        }
        await("both workers are there")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> get("/json/").replace(" ", "").contains("\"aliveworkers\":2"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Process start(String name, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dspark.master.rest.enabled=false",
                "-cp",
                HOME + "/jars/*",
                main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", HOME);
        builder.environment().put("SPARK_LOCAL_IP", HOST);
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.start();
    }

    String url() {
        return "spark://" + HOST + ":" + port;
    }

    /** What the master's page says. */
    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(page(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Ends an application as people do on the master's page. */
    void kill(String application) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(page("/app/kill/?terminate=true&id=" + application))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private URI page(String path) {
        return URI.create("http://" + HOST + ":" + page + path);
    }

    List<ProcessHandle> executors() {
        return workers.stream()
                .flatMap(Process::children)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** No executor is left. */
    void assertIdle() {
        await("executors have gone").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(executors())
                .isEmpty());
    }

    @Override
    public void close() {
        Stream.concat(workers.stream(), Stream.of(master)).forEach(each -> {
            each.destroy();
            each.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        });
    }
}
