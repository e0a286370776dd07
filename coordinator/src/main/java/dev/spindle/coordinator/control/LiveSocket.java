package dev.spindle.coordinator.control;

import dev.spindle.coordinator.connection.Premises;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a run of this user can be reached.
 *
 * @param processId of the run
 */
public record LiveSocket(long processId, Path socket) {
    private static final Pattern FOLDER = Pattern.compile("spindle-(\\d{1,18})-.*");
    private static final int MOST_BYTES = 256 << 20;
    private static final long TAKING_MILLIS = 5_000;
    private static final long LEAVING_SECONDS = 120;

    /** All that stand in the folders for temporary files: of Java, of the system, and those that the environment names. Some may be of runs that are gone. */
    public static List<LiveSocket> all() {
        Set<Path> parents = new LinkedHashSet<>();
        parents.add(Path.of(System.getProperty("java.io.tmpdir")));
        parents.add(Path.of("/tmp"));
        for (String variable : List.of("TMPDIR", "XDG_RUNTIME_DIR")) {
            String named = System.getenv(variable);
            if (named != null && named.startsWith("/")) {
                parents.add(Path.of(named));
            }
        }
        List<LiveSocket> found = new ArrayList<>();
        for (Path parent : parents) {
            for (Path folder : Premises.foldersIn(real(parent))) {
                LiveSocket socket = in(folder);
                if (socket != null && !found.contains(socket)) {
                    found.add(socket);
                }
            }
        }
        return found;
    }

    /** So that one folder is found once, by whatever way. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder; // there is none, and nothing in it
        }
    }

    private static @Nullable LiveSocket in(Path folder) {
        Path socket = folder.resolve(ControlSocket.NAME);
        Matcher name = FOLDER.matcher(folder.toFile().getName());
        return name.matches() && Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                ? new LiveSocket(Long.parseLong(name.group(1)), socket)
                : null;
    }

    /**
     * Asks, and waits so long for the answer.
     *
     * @throws IOException when there is none; an {@link EOFException} when the run ended meanwhile
     */
    public Map<String, Object> ask(Map<String, Object> request, long millis) throws IOException {
        try (Messages messages = connect()) {
            messages.write(request, TAKING_MILLIS);
            return messages.read(MOST_BYTES, millis);
        }
    }

    /** As {@link #ask}, where an answer that accepts the request is followed by one on what came of it, whenever that is. */
    public Map<String, Object> askForOutcome(Map<String, Object> request, long millis) throws IOException {
        try (Messages messages = connect()) {
            messages.write(request, TAKING_MILLIS);
            Map<String, Object> answer = messages.read(MOST_BYTES, millis);
            return answer.containsKey("accepted") ? messages.read(MOST_BYTES, Integer.MAX_VALUE) : answer;
        }
    }

    /** As {@link #ask}, and then waits for the end of the run. */
    public Map<String, Object> askAndAwaitEnd(Map<String, Object> request, long millis) throws IOException {
        try (Messages messages = connect()) {
            messages.write(request, TAKING_MILLIS);
            Map<String, Object> answer = messages.read(MOST_BYTES, millis);
            messages.awaitEnd();
            // It hangs up before its workers have left and its summary is written.
            ProcessHandle.of(processId).ifPresent(each -> each.onExit()
                    .completeOnTimeout(each, LEAVING_SECONDS, TimeUnit.SECONDS)
                    .join());
            return answer;
        }
    }

    private Messages connect() throws IOException {
        return new Messages(open());
    }

    /** Never waits: while a run that is stopped has too many callers waiting, nobody else gets in. */
    private SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new IOException("it lets nobody in now");
            }
            channel.configureBlocking(true);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a run answers there: of one that was killed the file stays. */
    public boolean isAlive() {
        try (SocketChannel channel = open()) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
