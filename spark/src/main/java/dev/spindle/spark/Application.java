package dev.spindle.spark;

import dev.spindle.coordinator.batch.EngineException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Starts applications, and says why one does not start. */
final class Application {
    private static final String SCHEME = "spark://";
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
    /** An application that no master knows gets an id that begins like this, and is stopped soon. */
    private static final String NO_ID = "spark-application-";

    private static final int CONNECT_MILLIS = 5000;

    private Application() {}

    /** @param given the names of those settings that a run asked for */
    static SparkContext start(SparkConf conf, Set<String> given) throws EngineException {
        String master = conf.get("spark.master");
        if (master.startsWith(SCHEME)) {
            requireListener(master);
        }
        SparkContext context;
        try {
            context = new SparkContext(conf);
        } catch (Exception e) { // Scala's checked exceptions are not declared
            throw new EngineException("no Spark application at " + master + ": " + Failure.line(e) + hint(e, given), e);
        }
        if (master.startsWith(SCHEME) && context.applicationId().startsWith(NO_ID)) {
            context.stop();
            throw new EngineException(
                    "no Spark master answers at " + master + ": name the URL that the master's page shows", null);
        }
        return context;
    }

    /** Spark seldom says whose value is wrong. */
    private static String hint(Exception thrown, Set<String> given) {
        return thrown instanceof IllegalArgumentException && !given.isEmpty()
                ? "; see " + String.join(", ", new TreeSet<>(given))
                : "";
    }

    /** Spark itself would try for a minute. Any of several masters will do. */
    private static void requireListener(String master) throws EngineException {
        String problem = "it is not of the form spark://HOST:PORT";
        for (String each : master.substring(SCHEME.length()).split(",", -1)) {
            Matcher address = ADDRESS.matcher(each);
            if (!address.matches() || Integer.parseInt(address.group(2)) > 0xffff) {
                continue;
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))), CONNECT_MILLIS);
                return;
            } catch (UnknownHostException e) {
                problem = "there is no host " + address.group(1);
            } catch (IOException e) {
                problem = "nothing listens there (" + e.getMessage() + ")";
            }
        }
        throw new EngineException(
                "no Spark master at " + master + ": " + problem + "; name the URL that the master's page shows", null);
    }
}
