package dev.spindle.coordinator.lab.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one order of the queue, in milliseconds rounded as in the JSON. Immutable.
 *
 * @param order its name
 * @param rounds how often the jobs were run
 * @param alike in how many of the rounds they started as here
 * @param starts the jobs' numbers, from 1, as they started
 * @param jobs in the order of submission; the first runs while the others come
 */
record OrderRow(String order, int rounds, int alike, List<Integer> starts, List<JobRow> jobs) {
    /**
     * One job; times since the first was submitted are those of the last round.
     *
     * @param waited from its submission to its start: the median of the rounds
     */
    record JobRow(int job, int length, int priority, double submitted, double began, double ended, double waited) {
        Map<String, Object> json() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("job", job);
            fields.put("lengthMillis", length);
            fields.put("priority", priority);
            fields.put("submittedMillis", submitted);
            fields.put("beganMillis", began);
            fields.put("endedMillis", ended);
            fields.put("waitedMillis", waited);
            return fields;
        }
    }

    OrderRow {
        starts = List.copyOf(starts);
        jobs = List.copyOf(jobs);
    }

    /** Those that had to wait: all but the first. */
    List<JobRow> waiting() {
        return jobs.subList(1, jobs.size());
    }

    double meanWait() {
        return waiting().stream().mapToDouble(JobRow::waited).average().orElse(0);
    }

    /** The job that waited longest. */
    JobRow longest() {
        JobRow longest = waiting().get(0);
        for (JobRow job : waiting()) {
            longest = job.waited() > longest.waited() ? job : longest;
        }
        return longest;
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("queueOrder", order);
        fields.put("rounds", rounds);
        fields.put("alike", alike);
        fields.put("order", starts);
        fields.put("meanWaitMillis", Math.round(meanWait() * 1e3) / 1e3);
        fields.put("longestWaitMillis", longest().waited());
        fields.put("longestWaits", longest().job());
        List<Map<String, Object>> each = new ArrayList<>();
        jobs.forEach(job -> each.add(job.json()));
        fields.put("jobs", each);
        return fields;
    }
}
