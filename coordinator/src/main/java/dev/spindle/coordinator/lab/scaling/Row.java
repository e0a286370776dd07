package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.lab.Spread;
import dev.spindle.worker.lab.Shift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one unit at one work, rounded as in the JSON. Immutable.
 *
 * @param java the version of the JVM
 * @param atOnce how many jobs at a time
 * @param lanes how many of them can go on at the same time, as far as cores and unit allow
 * @param samples how often it was measured
 * @param makespan from before the first job to after the last
 * @param speedup how many times faster than one after the other in the same Java
 * @param jobMillis how long a job took on average, from its own beginning
 * @param slowdown how many times longer that is than one after the other
 * @param cpuMillis of all processors; {@link Double#NaN} where unknown
 * @param serialShare what part of the time the unit spends outside of jobs, measured with one at a time
 * @param amdahl the speed-up that Amdahl's law allows with this share
 * @param schedule the speed-up of a list schedule that loses nothing
 */
record Row(
        Work.Kind work,
        String unit,
        int java,
        int atOnce,
        int lanes,
        int samples,
        Spread makespan,
        double speedup,
        double jobMillis,
        double slowdown,
        double cpuMillis,
        double serialShare,
        double amdahl,
        double schedule) {

    /**
     * @param alone the same work one after the other, in the same Java
     * @param single the same unit and work, one job at a time
     * @param lengths what the jobs take
     */
    static Row of(Cell cell, Cell alone, Cell single, List<Double> lengths) {
        int lanes = cell.work().lanes(cell.atOnce(), cell.unit().threads());
        Spread makespan = cell.makespans().spread();
        double share = round(single.serialShare(), 1e5);
        double cpu = cell.cpuNanos();
        return new Row(
                cell.work().kind(),
                cell.unit().name(),
                cell.unit().java(),
                cell.atOnce(),
                lanes,
                cell.shifts().size(),
                makespan,
                round(alone.makespans().spread().median() / makespan.median(), 1e3),
                round(cell.jobNanos() / 1e6, 1e3),
                round(cell.jobNanos() / alone.jobNanos(), 1e3),
                cpu == Shift.UNKNOWN ? Double.NaN : round(cpu / 1e6, 1e1),
                share,
                round(Bounds.amdahl(share, lanes), 1e3),
                round(Bounds.schedule(lengths, lanes), 1e3));
    }

    private static double round(double number, double parts) {
        return Math.round(number * parts) / parts;
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("work", work.json);
        fields.put("unit", unit);
        fields.put("java", java);
        fields.put("atOnce", atOnce);
        fields.put("lanes", lanes);
        fields.put("samples", samples);
        fields.put("makespanMicros", makespan.micros());
        fields.put("speedup", speedup);
        fields.put("jobMillis", jobMillis);
        fields.put("slowdown", slowdown);
        fields.put("cpuMillis", Double.isNaN(cpuMillis) ? null : cpuMillis);
        fields.put("serialShare", serialShare);
        fields.put("amdahl", amdahl);
        fields.put("schedule", schedule);
        return fields;
    }
}
