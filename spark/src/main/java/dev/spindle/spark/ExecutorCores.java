package dev.spindle.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** How many cores the executor in this process has. */
final class ExecutorCores {
    private static final Pattern COMMAND = Pattern.compile("ExecutorBackend\\b.* --cores (\\d+)");
    private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+)(?:,.*)?]");

    private ExecutorCores() {}

    /** As Spark told it, for the process may see more of its machine. */
    static int here(SparkConf conf) {
        Matcher command = COMMAND.matcher(System.getProperty("sun.java.command", ""));
        if (command.find()) {
            return Integer.parseInt(command.group(1));
        }
        String master = conf.get("spark.master", "");
        Matcher local = LOCAL.matcher(master);
        if (local.matches()) {
            return Integer.parseInt(local.group(1));
        }
        if (master.equals("local")) {
            return 1;
        }
        return conf.getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
    }
}
