package dev.spindle.worker.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns the calls of {@link System#exit} in a class into calls of {@link ProgramExit#exit}, which ends the program and not the JVM. Only a
 * constant changes, the one that says whose method is called: the code stays as it is, method references included.
 */
final class ExitCalls {
    private static final byte[] TARGET =
            ProgramExit.class.getName().replace('.', '/').getBytes(StandardCharsets.UTF_8);
    private static final int MOST_CONSTANTS = 0xFFFF;

    private ExitCalls() {}

    /** The class as it is to be defined; {@code content} itself where it calls no exit, or is nothing that can be read. */
    static byte[] redirected(byte[] content) {
        ClassFile file;
        try {
            file = new ClassFile(content);
        } catch (IllegalArgumentException e) {
            return content; // whoever defines it says why it is none
        }
        int count = file.constantCount();
        byte[] changed = null;
        for (int i = 1; i < count && count + 2 <= MOST_CONSTANTS; i++) {
            if (file.isMethod(i, "java.lang.System", "exit", "(I)V")) {
                changed = changed == null ? withTarget(file, content) : changed;
                ByteBuffer.wrap(changed).putShort(file.constantAt(i, ClassFile.METHOD) + 1, (short) (count + 1));
            }
        }
        return changed == null ? content : changed;
    }

    /** With two more constants: the name of the class to call at the index that was the count, and the class at the next. */
    private static byte[] withTarget(ClassFile file, byte[] content) {
        int count = file.constantCount();
        int end = file.constantsEnd();
        return ByteBuffer.allocate(content.length + TARGET.length + 6)
                .put(content, 0, end)
                .put((byte) ClassFile.UTF8)
                .putShort((short) TARGET.length)
                .put(TARGET)
                .put((byte) ClassFile.CLASS)
                .putShort((short) count)
                .put(content, end, content.length - end)
                .putShort(ClassFile.CONSTANTS_AT - 2, (short) (count + 2))
                .array();
    }
}
