package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.faults.Unserializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/**
 * Pools with one worker each: one for each transport, which get strings only and so are equally warm, and one over pipes for all other
 * shapes. For one thread.
 */
final class Routes implements AutoCloseable {
    /**
     * The heaps of workers: many times what the largest payload takes there, and yet so small that the same memory is soon used again.
     * Memory that is used for the first time has to be fetched from the system, page by page.
     */
    private static final String HEAP_FOR_STRINGS = "256m";

    private static final String HEAP_FOR_SHAPES = "512m";

    private final Map<Transport, WorkerPool> forStrings = new EnumMap<>(Transport.class);
    private final WorkerPool forShapes;

    /**
     * Starts all workers at once.
     *
     * @param payloads what they will be sent
     */
    Routes(Setting setting, List<Payload<?>> payloads) {
        forShapes = pool(setting, Transport.PIPE, HEAP_FOR_SHAPES, payloads);
        for (Transport transport : Transport.values()) {
            try {
                forStrings.put(transport, pool(setting, transport, HEAP_FOR_STRINGS, payloads));
            } catch (RejectedExecutionException e) {
                setting.note("the transport " + transport.name().toLowerCase(Locale.ROOT) + " is left out: "
                        + e.getMessage());
            }
        }
        pools().forEach(pool -> pool.prestart(1));
    }

    private static WorkerPool pool(Setting setting, Transport transport, String heap, List<Payload<?>> payloads) {
        PoolBuilder builder =
                setting.pool().workers(1).heap(heap).retries(0).recordWire().transport(transport);
        builder.tasks(Unserializable.class);
        payloads.forEach(payload -> builder.tasks(payload.task()));
        return builder.build();
    }

    /** By the transport, where there is one. */
    Map<Transport, WorkerPool> forStrings() {
        return forStrings;
    }

    /** Over pipes. */
    WorkerPool forShapes() {
        return forShapes;
    }

    private List<WorkerPool> pools() {
        List<WorkerPool> pools = new ArrayList<>(forStrings.values());
        pools.add(forShapes);
        return pools;
    }

    /** What each recorded; all is there once this is closed. */
    Map<WorkerPool, Wire> wires() throws UnmeasuredException {
        Map<WorkerPool, Wire> wires = new LinkedHashMap<>();
        for (WorkerPool pool : pools()) {
            wires.put(pool, new Wire(pool.crossings()));
        }
        return wires;
    }

    @Override
    public void close() {
        pools().forEach(WorkerPool::shutdownSoon);
        pools().forEach(WorkerPool::close);
    }
}
