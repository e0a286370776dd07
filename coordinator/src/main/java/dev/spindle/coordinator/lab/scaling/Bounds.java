package dev.spindle.coordinator.lab.scaling;

import java.util.List;
import java.util.PriorityQueue;

/** How many times faster than one after the other jobs can be done at best. Pure. */
final class Bounds {
    private Bounds() {}

    /**
     * By Amdahl's law.
     *
     * @param serialShare of the time what cannot be done at the same time, from 0 to 1
     * @param lanes how many can at the same time
     */
    static double amdahl(double serialShare, int lanes) {
        return 1 / (serialShare + (1 - serialShare) / lanes);
    }

    /**
     * By a schedule that loses nothing: each job begins, in their order, as soon as a lane is free.
     *
     * @param lengths of the jobs, some of them not 0
     */
    static double schedule(List<Double> lengths, int lanes) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < lanes; i++) {
            free.add(0.0);
        }
        double sum = 0;
        double end = 0;
        for (double length : lengths) {
            double ends = free.remove() + length;
            free.add(ends);
            end = Math.max(end, ends);
            sum += length;
        }
        return sum / end;
    }
}
