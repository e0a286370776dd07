package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do, as the command line says.
 *
 * @param task for every line; null where each names its own
 * @param isProgram whether the task is a program's main
 * @param keepOrder whether results come in the order of the input
 * @param code of the tasks
 * @param words of the command line
 * @param resumption the command that goes on with this run where it has a journal
 */
record RunPlan(
        Input input,
        @Nullable String task,
        boolean isProgram,
        Output output,
        boolean keepOrder,
        PoolBuilder pool,
        int workers,
        Transport transport,
        PromiseOptions promises,
        JournalOptions journal,
        TaskCode code,
        SummaryFile summary,
        SeeingOptions seeing,
        List<String> words,
        String resumption,
        Verbosity verbosity) {}
