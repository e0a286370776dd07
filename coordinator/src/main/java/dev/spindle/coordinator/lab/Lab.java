package dev.spindle.coordinator.lab;

import java.util.List;

/** All the experiments there are. */
public final class Lab {
    private static final List<Experiment> EXPERIMENTS = List.of(new Serialization());

    private Lab() {}

    /** In the order in which to list them. */
    public static List<Experiment> experiments() {
        return EXPERIMENTS;
    }
}
