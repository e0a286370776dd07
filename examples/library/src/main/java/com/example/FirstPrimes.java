package com.example;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Looks for the first primes above a number, in a stream of candidates that never ends. */
public class FirstPrimes {
    private static final int AHEAD = 64;

    /** Records travel as JSON objects. */
    public record Verdict(long candidate, boolean isPrime) {}

    /**
     * What the workers run. A task is a public class with a public constructor that takes nothing: the pool sends its name, and each worker,
     * which has this program's class path, makes an instance.
     */
    public static class Examine implements Task<Long, Verdict> {
        @Override
        public Verdict run(Long candidate, TaskContext context) {
            return new Verdict(candidate, BigInteger.valueOf(candidate).isProbablePrime(50));
        }
    }

    public static void main(String[] args) {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Stream<Long> candidates = LongStream.iterate(1_000_000_000_000_001L, candidate -> candidate + 2)
                .boxed()
                .peek(candidate -> taken.incrementAndGet());

        // The queue's capacity is how far the pool runs ahead of whoever takes the results: here a stream that stops after five primes.
        try (WorkerPool pool = WorkerPool.builder().workers(2).heap("64m").queueCapacity(AHEAD).build();
                Stream<Verdict> verdicts = pool.map(Examine.class, candidates)) {
            verdicts.peek(verdict -> seen.incrementAndGet())
                    .filter(Verdict::isPrime)
                    .limit(5)
                    .forEach(verdict -> System.out.println(verdict.candidate() + " is prime"));
        } // The end of the stream cancels what is under way, the end of the pool waits until no process is left.

        System.out.println("looked at " + seen + " results, in the order of the candidates, of which " + taken + " were taken");
        System.out.println("never more than " + AHEAD + " ahead: " + (taken.get() - seen.get() <= AHEAD));
    }
}
