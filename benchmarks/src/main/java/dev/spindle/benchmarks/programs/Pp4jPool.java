package dev.spindle.benchmarks.programs;

import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import net.viktorc.pp4j.impl.SimpleJavaProcessOptions;

/** PP4J: each job is an object that travels by Java's serialization. */
final class Pp4jPool implements Pool {
    private final JavaProcessPoolExecutor pool;

    Pp4jPool(int workers) throws InterruptedException {
        pool = new JavaProcessPoolExecutor(
                new SimpleJavaProcessOptions(64, 512, 1024, 0), workers, workers, 0, null, false);
    }

    @Override
    public Future<?> echo(Object value) {
        return pool.submit((Callable<Object> & Serializable) () -> value);
    }

    @Override
    public Future<?> sleep(int millis) {
        return pool.submit((Callable<Object> & Serializable) () -> {
            Thread.sleep(millis);
            return millis;
        });
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
