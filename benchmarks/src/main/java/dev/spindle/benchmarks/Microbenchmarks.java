package dev.spindle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts of a job's way, one by one, as JMH measures them. */
final class Microbenchmarks {
    private Microbenchmarks() {}

    static Section measure(boolean quick) throws IOException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("dev\\.spindle\\.benchmarks\\.micro\\.").verbosity(VerboseMode.SILENT);
        if (quick) {
            TimeValue moment = TimeValue.milliseconds(20);
            options.forks(1)
                    .warmupIterations(1)
                    .warmupTime(moment)
                    .measurementIterations(1)
                    .measurementTime(moment);
        }
        List<List<String>> rows = new ArrayList<>();
        Map<String, Object> data = new LinkedHashMap<>();
        try {
            for (RunResult each : new Runner(options.build()).run()) {
                Result<?> result = each.getPrimaryResult();
                String name = name(each);
                double error = result.getScoreError();
                rows.add(List.of(
                        name,
                        Numbers.brief(result.getScore()),
                        Double.isNaN(error) ? "" : "± " + Numbers.brief(error),
                        result.getScoreUnit()));
                data.put(name, Map.of("score", result.getScore(), "unit", result.getScoreUnit()));
            }
        } catch (RunnerException e) {
            throw new IOException("JMH did not run: " + e.getMessage(), e);
        }
        return new Section(
                "jmh",
                "The parts of a job's way",
                List.of("what", "each takes", "99.9 % within", "unit"),
                rows,
                List.of(),
                data,
                Map.of());
    }

    /** Class and method, and what was varied. */
    private static String name(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.", -1);
        String name = parts[parts.length - 2].replace("Benchmark", "") + "." + parts[parts.length - 1];
        List<String> varied = new ArrayList<>();
        for (String key : result.getParams().getParamsKeys()) {
            varied.add(result.getParams().getParam(key));
        }
        return varied.isEmpty() ? name : name + " " + String.join(" ", varied);
    }
}
