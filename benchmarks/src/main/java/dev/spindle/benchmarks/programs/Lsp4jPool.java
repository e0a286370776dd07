package dev.spindle.benchmarks.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** JVMs that LSP4J talks to over pipes: no pool either, but its JSON-RPC; requests go to the workers in turn. */
final class Lsp4jPool implements Pool {
    /** How many numbers of a map travel in one request. */
    private static final int CHUNK = 1000;

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final List<Process> processes = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private int next;

    Lsp4jPool(int workers) throws IOException {
        for (int i = 0; i < workers; i++) {
            Process process = Peers.start(Lsp4jPool.class);
            processes.add(process);
            Launcher<Server> launcher = new Launcher.Builder<Server>()
                    .setLocalService(new Object())
                    .setRemoteInterface(Server.class)
                    .setInput(process.getInputStream())
                    .setOutput(process.getOutputStream())
                    .setExecutorService(readers)
                    .create();
            Future<?> unused = launcher.startListening();
            servers.add(launcher.getRemoteProxy());
        }
    }

    /** What a worker is asked. */
    public interface Server {
        @JsonRequest
        CompletableFuture<Integer> number(Integer value);

        @JsonRequest
        CompletableFuture<String> text(String value);

        @JsonRequest
        CompletableFuture<double[]> doubles(double[] value);

        @JsonRequest
        CompletableFuture<int[]> successors(int[] numbers);
    }

    /** What a worker asks: nothing. */
    public interface Client {}

    private Server server() {
        next = (next + 1) % servers.size();
        return servers.get(next);
    }

    @Override
    public Future<?> echo(Object value) {
        if (value instanceof Integer number) {
            return server().number(number);
        }
        return value instanceof String text ? server().text(text) : server().doubles((double[]) value);
    }

    @Override
    public void successors(int count) throws Exception {
        List<Future<int[]>> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += CHUNK) {
            int[] numbers = new int[Math.min(CHUNK, count - from)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = from + i;
            }
            chunks.add(server().successors(numbers));
        }
        int last = 0;
        for (Future<int[]> each : chunks) {
            for (int result : each.get()) {
                Rounds.check(result == ++last);
            }
        }
        Rounds.check(last == count);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        readers.shutdownNow();
    }

    /** A worker. */
    public static void main(String[] arguments) throws Exception {
        Launcher<Client> launcher = new Launcher.Builder<Client>()
                .setLocalService(new Answers())
                .setRemoteInterface(Client.class)
                .setInput(System.in)
                .setOutput(System.out)
                .setExecutorService(Executors.newSingleThreadExecutor())
                .create();
        launcher.startListening().get();
        System.exit(0);
    }

    private static final class Answers implements Server {
        @Override
        public CompletableFuture<Integer> number(Integer value) {
            return CompletableFuture.completedFuture(value);
        }

        @Override
        public CompletableFuture<String> text(String value) {
            return CompletableFuture.completedFuture(value);
        }

        @Override
        public CompletableFuture<double[]> doubles(double[] value) {
            return CompletableFuture.completedFuture(value);
        }

        @Override
        public CompletableFuture<int[]> successors(int[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i]++;
            }
            return CompletableFuture.completedFuture(numbers);
        }
    }
}
