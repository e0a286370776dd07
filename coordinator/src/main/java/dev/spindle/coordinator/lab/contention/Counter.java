package dev.spindle.coordinator.lab.contention;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A number that threads increment, each kind in its own way; each has its own loop, so that no call comes between two turns. */
sealed interface Counter {
    void increment(StartLine start);

    /** When all have ended. */
    long count();

    /** A field and nothing else. Opaque access, so that the compiler makes each read and each write, instead of one addition of them all. */
    final class Plain implements Counter {
        private static final VarHandle COUNT;

        static {
            try {
                COUNT = MethodHandles.lookup().findVarHandle(Plain.class, "count", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private long count;

        @Override
        public void increment(StartLine start) {
            for (long i = 0; start.goOn(i); i++) {
                long now = (long) COUNT.getOpaque(this);
                COUNT.setOpaque(this, now + 1);
            }
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** Each thread sees at once what others wrote, but what is written between its read and its write is lost all the same. */
    final class Volatile implements Counter {
        private volatile long count;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the mistake is what is measured
        public void increment(StartLine start) {
            for (long i = 0; start.goOn(i); i++) {
                count++;
            }
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** The lock that every object has. */
    final class Synchronized implements Counter {
        private final Object lock = new Object();
        private long count;

        @Override
        public void increment(StartLine start) {
            for (long i = 0; start.goOn(i); i++) {
                synchronized (lock) {
                    count++;
                }
            }
        }

        @Override
        public long count() {
            synchronized (lock) {
                return count;
            }
        }
    }

    /** The lock of the library's. */
    final class Locked implements Counter {
        private final Lock lock = new ReentrantLock();
        private long count;

        @Override
        public void increment(StartLine start) {
            for (long i = 0; start.goOn(i); i++) {
                lock.lock();
                try {
                    count++;
                } finally {
                    lock.unlock();
                }
            }
        }

        @Override
        public long count() {
            lock.lock();
            try {
                return count;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The processor's own instruction. */
    final class Atomic implements Counter {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void increment(StartLine start) {
            for (long i = 0; start.goOn(i); i++) {
                count.incrementAndGet();
            }
        }

        @Override
        public long count() {
            return count.get();
        }
    }

    /** Threads that get in each other's way count in cells of their own, which are added up in the end. */
    final class Adder implements Counter {
        private final LongAdder count = new LongAdder();

        @Override
        public void increment(StartLine start) {
            for (long i = 0; start.goOn(i); i++) {
                count.increment();
            }
        }

        @Override
        public long count() {
            return count.sum();
        }
    }
}
