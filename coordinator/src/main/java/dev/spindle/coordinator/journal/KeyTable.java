package dev.spindle.coordinator.journal;

/**
 * A number for each key, 0 unless set, in some 50 bytes a key: a map of objects would need three times as much for millions of jobs. Open
 * addressing with linear probing; what belongs together lies together, since each look at a large table is a miss of the cache. Not
 * thread-safe.
 */
final class KeyTable {
    /** A slot: the two halves of the key, and the value. */
    private static final int WIDTH = 3;

    private static final int FEWEST_SLOTS = 1 << 10;
    private static final int MOST_SLOTS = 1 << 29;
    /** Knuth's multiplicative hashing, TAOCP volume 3, 6.4: keys of equal jobs are neighbours, and must not be so here. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long[] slots = new long[WIDTH * FEWEST_SLOTS];
    private int mask = FEWEST_SLOTS - 1;
    private int size;

    long get(JobKey key) {
        return slots[slotOf(key.high(), key.low()) + 2];
    }

    /** @param value other than 0 */
    void put(JobKey key, long value) {
        set(slotOf(key.high(), key.low()), key, value);
    }

    /** Adds one to the key's number, which was not negative; returns what it was. */
    long increment(JobKey key) {
        int slot = slotOf(key.high(), key.low());
        long before = slots[slot + 2];
        set(slot, key, before + 1);
        return before;
    }

    private void set(int slot, JobKey key, long value) {
        boolean isNew = slots[slot + 2] == 0;
        slots[slot] = key.high();
        slots[slot + 1] = key.low();
        slots[slot + 2] = value;
        if (isNew && ++size > mask / 2) {
            grow();
        }
    }

    /** Where the key is, or would be: a slot with the value 0 is free. */
    private int slotOf(long high, long low) {
        int number = (int) (((high ^ low) * GOLDEN_RATIO) >>> 33) & mask;
        int at = WIDTH * number;
        while (slots[at + 2] != 0 && (slots[at] != high || slots[at + 1] != low)) {
            number = (number + 1) & mask;
            at = WIDTH * number;
        }
        return at;
    }

    private void grow() {
        long[] old = slots;
        if (mask + 1 == MOST_SLOTS) {
            throw new OutOfMemoryError("more than " + MOST_SLOTS / 2 + " jobs in one journal");
        }
        mask = 2 * mask + 1;
        slots = new long[WIDTH * (mask + 1)];
        for (int from = 0; from < old.length; from += WIDTH) {
            if (old[from + 2] != 0) {
                System.arraycopy(old, from, slots, slotOf(old[from], old[from + 1]), WIDTH);
            }
        }
    }

    int size() {
        return size;
    }
}
