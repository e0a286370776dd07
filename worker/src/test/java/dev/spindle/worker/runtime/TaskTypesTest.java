package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTypesTest {
    interface Named<N, T> extends Task<T, N> {}

    abstract static class Middle<A> implements Comparable<Middle<A>>, Named<String, Map<String, A[]>> {
        @Override
        public int compareTo(Middle<A> other) {
            return 0;
        }

        @Override
        public String run(Map<String, A[]> input, TaskContext context) {
            return "";
        }
    }

    static class Bottom extends Middle<List<? extends Integer>> {}

    static class Below extends Bottom {}

    static class Bounded<T extends Number> implements Task<T, T> {
        @Override
        public T run(T input, TaskContext context) {
            return input;
        }
    }

    @SuppressWarnings("rawtypes")
    static class Raw implements Task {
        @Override
        public Object run(Object input, TaskContext context) {
            return input;
        }
    }

    static class Bytes implements Task<byte[], byte[]> {
        @Override
        public byte[] run(byte[] input, TaskContext context) {
            return input;
        }
    }

    @Test
    void isFoundHoweverFarUp() {
        assertThat(TaskTypes.inputOf(Prime.class)).isEqualTo(Long.class);
        assertThat(TaskTypes.inputOf(Bytes.class)).isEqualTo(byte[].class);
        assertThat(TaskTypes.inputOf(Below.class).getTypeName())
                .isEqualTo("java.util.Map<java.lang.String, java.util.List[]>");
    }

    @Test
    void isAsWideAsTheClassLeavesIt() {
        assertThat(TaskTypes.inputOf(Bounded.class)).isEqualTo(Number.class);
        assertThat(TaskTypes.inputOf(Raw.class)).isEqualTo(Object.class);
    }
}
