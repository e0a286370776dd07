package dev.spindle.worker.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled class says of itself, read without loading it, by the class file format (The Java Virtual Machine Specification,
 * chapter 4). Immutable.
 */
public final class ClassFile {
    static final int UTF8 = 1;
    static final int CLASS = 7;
    static final int METHOD = 10;
    static final int CONSTANTS_AT = 10;

    private static final int MAGIC = 0xCAFEBABE;
    private static final int INTEGER = 3;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int STRING = 8;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private static final int PUBLIC = 0x0001;
    private static final int PRIVATE = 0x0002;
    private static final int STATIC = 0x0008;
    private static final int ABSTRACT = 0x0400;

    private final ByteBuffer bytes;
    /** Where each constant's tag is; 0 for what is none. */
    private final int[] constants;

    private final int constantsEnd;
    private final List<String> interfaces = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();

    private record Method(int flags, String name, String descriptor) {}

    /** @throws IllegalArgumentException when {@code content} is no class file */
    public ClassFile(byte[] content) {
        bytes = ByteBuffer.wrap(content);
        try {
            if (content.length < CONSTANTS_AT || bytes.getInt(0) != MAGIC) {
                throw new IllegalArgumentException("it is no class file");
            }
            constants = new int[unsigned(CONSTANTS_AT - 2)];
            constantsEnd = readConstants();
            readMembers();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the class file is damaged", e);
        }
    }

    private int readConstants() {
        int at = CONSTANTS_AT;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            int tag = bytes.get(at);
            switch (tag) {
                case UTF8 -> at += 3 + unsigned(at + 1);
                case LONG, DOUBLE -> {
                    at += 9;
                    i++; // they take two places
                }
                case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> at += 3;
                case METHOD_HANDLE -> at += 4;
                default -> {
                    if (tag < INTEGER || tag > INVOKE_DYNAMIC || (tag > 12 && tag < DYNAMIC)) {
                        throw new IllegalArgumentException("the class file is damaged");
                    }
                    at += 5;
                }
            }
        }
        return at;
    }

    private void readMembers() {
        int count = unsigned(constantsEnd + 6);
        int at = constantsEnd + 8;
        for (int i = 0; i < count; i++, at += 2) {
            interfaces.add(className(unsigned(at)));
        }
        at = passMembers(at, false);
        passMembers(at, true);
    }

    /** Fields or methods: a count, and for each flags, name, descriptor and attributes. */
    private int passMembers(int from, boolean kept) {
        int count = unsigned(from);
        int at = from + 2;
        for (int i = 0; i < count; i++) {
            if (kept) {
                methods.add(new Method(unsigned(at), utf8(unsigned(at + 2)), utf8(unsigned(at + 4))));
            }
            int attributes = unsigned(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                at += 6 + bytes.getInt(at + 2);
            }
        }
        return at;
    }

    /** The oldest Java that loads it: 17, 21, … */
    public int javaVersion() {
        return unsigned(6) - 44;
    }

    /** With dots, as {@code a.b.Name$Inner}. */
    public String name() {
        return className(unsigned(constantsEnd + 2));
    }

    /** Null for {@link Object} and for a module's description. */
    public @Nullable String superclass() {
        int index = unsigned(constantsEnd + 4);
        return index == 0 ? null : className(index);
    }

    /** Those that it names itself. */
    public List<String> interfaces() {
        return List.copyOf(interfaces);
    }

    /** Whether the class itself is public; a nested one may still be declared private. */
    public boolean isPublic() {
        return (unsigned(constantsEnd) & PUBLIC) != 0;
    }

    /** Whether it is abstract or an interface. */
    public boolean isAbstract() {
        return (unsigned(constantsEnd) & ABSTRACT) != 0;
    }

    /** Whether it has a public constructor without parameters. */
    public boolean hasPublicConstructor() {
        return methods.stream()
                .anyMatch(each ->
                        each.name.equals("<init>") && each.descriptor.equals("()V") && (each.flags & PUBLIC) != 0);
    }

    /**
     * Whether it has a {@code main} itself: a public static one that takes strings or, from Java 25 on, any that is not private and takes
     * strings or nothing.
     */
    public boolean hasMain(int java) {
        for (Method method : methods) {
            boolean takesStrings = method.descriptor.equals("([Ljava/lang/String;)V");
            boolean any = java >= Program.ANY_MAIN && (method.flags & PRIVATE) == 0;
            boolean plain = (method.flags & (PUBLIC | STATIC)) == (PUBLIC | STATIC) && takesStrings;
            if (method.name.equals("main") && (plain || (any && (takesStrings || method.descriptor.equals("()V"))))) {
                return true;
            }
        }
        return false;
    }

    // ---- the constants

    int constantCount() {
        return constants.length;
    }

    int constantsEnd() {
        return constantsEnd;
    }

    /** Where the constant {@code index} begins if it is of that kind; -1 otherwise. */
    int constantAt(int index, int tag) {
        int at = constants[index];
        return at != 0 && bytes.get(at) == tag ? at : -1;
    }

    /** Whether the constant {@code index} is the static or virtual method so called. */
    boolean isMethod(int index, String owner, String name, String descriptor) {
        int at = constantAt(index, METHOD);
        if (at < 0 || !className(unsigned(at + 1)).equals(owner)) {
            return false;
        }
        int nameAndType = constants[unsigned(at + 3)];
        return utf8(unsigned(nameAndType + 1)).equals(name)
                && utf8(unsigned(nameAndType + 3)).equals(descriptor);
    }

    private String className(int index) {
        return utf8(unsigned(constants[index] + 1)).replace('/', '.');
    }

    /** Names with other characters than UTF-8 has are written a little differently: nobody compares these here. */
    private String utf8(int index) {
        int at = constants[index];
        return new String(bytes.array(), at + 3, unsigned(at + 1), StandardCharsets.UTF_8);
    }

    private int unsigned(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }
}
