package dev.spindle.worker.runtime;

import dev.spindle.worker.Task;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what a task takes and returns: the {@code I} and {@code O} of the {@code Task<I, O>} that its class implements, however far up. */
public final class TaskTypes {
    private TaskTypes() {}

    /** The input type of {@code task}; {@link Object} where the class does not say, and any JSON value is read then. */
    static Type inputOf(Class<?> task) {
        Type found = find(task, 0, Map.of());
        return found == null ? Object.class : found;
    }

    /** The result type of {@code task}: its {@code O}. {@link Object} where the class does not say. */
    public static Type resultOf(Class<?> task) {
        Type found = find(task, 1, Map.of());
        return found == null ? Object.class : found;
    }

    /** Searches {@code type} and all above it; {@code bound} says what its type parameters stand for. */
    private static @Nullable Type find(@Nullable Type type, int parameter, Map<TypeVariable<?>, Type> bound) {
        Map<TypeVariable<?>, Type> own = new HashMap<>();
        Class<?> declaring;
        if (type instanceof ParameterizedType parameterized) {
            declaring = (Class<?>) parameterized.getRawType();
            TypeVariable<?>[] parameters = declaring.getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < parameters.length; i++) {
                own.put(parameters[i], resolved(arguments[i], bound));
            }
        } else if (type instanceof Class<?> plain) {
            declaring = plain;
        } else {
            return null;
        }
        if (declaring == Task.class) {
            return own.get(Task.class.getTypeParameters()[parameter]);
        }
        for (Type above : declaring.getGenericInterfaces()) {
            Type found = find(above, parameter, own);
            if (found != null) {
                return found;
            }
        }
        return find(declaring.getGenericSuperclass(), parameter, own);
    }

    /** {@code type} with what its variables stand for; an unbound variable is as wide as its first bound's class. */
    private static Type resolved(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            Type known = bound.get(variable);
            return known == null ? erased(variable.getBounds()[0]) : known;
        }
        if (type instanceof WildcardType wildcard) {
            return resolved(wildcard.getUpperBounds()[0], bound);
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(erased(resolved(array.getGenericComponentType(), bound)), 0)
                    .getClass();
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = resolved(arguments[i], bound);
            }
            return new Resolved(parameterized, arguments);
        }
        return type;
    }

    private static Class<?> erased(Type type) {
        return type instanceof Class<?> plain
                ? plain
                : type instanceof ParameterizedType parameterized
                        ? (Class<?>) parameterized.getRawType()
                        : Object.class;
    }

    /** A parameterized type whose arguments are known. */
    private static final class Resolved implements ParameterizedType {
        private final ParameterizedType declared;
        private final Type[] arguments;

        Resolved(ParameterizedType declared, Type[] arguments) {
            this.declared = declared;
            this.arguments = arguments;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return declared.getRawType();
        }

        @Override
        public @Nullable Type getOwnerType() {
            return declared.getOwnerType();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType that
                    && that.getRawType().equals(getRawType())
                    && Arrays.equals(that.getActualTypeArguments(), arguments);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(arguments) ^ getRawType().hashCode();
        }

        /** As {@code java.util.List<java.lang.String>}: error messages show it. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(getRawType().getTypeName());
            for (int i = 0; i < arguments.length; i++) {
                text.append(i == 0 ? "<" : ", ").append(arguments[i].getTypeName());
            }
            return text.append('>').toString();
        }
    }
}
