package dev.spindle.coordinator.journal;

import java.util.zip.CRC32C;

/** What stands before each record: the CRC-32C (RFC 3720, appendix B.4) of its JSON as eight lower-case hexadecimal digits. */
final class Checksum {
    static final int LENGTH = 8;

    private static final String DIGITS = "0123456789abcdef";

    private Checksum() {}

    static void write(CRC32C crc, byte[] to, int at) {
        long value = crc.getValue();
        for (int i = 0; i < LENGTH; i++) {
            to[at + i] = (byte) DIGITS.charAt((int) (value >>> (28 - 4 * i)) & 0xF);
        }
    }

    static boolean matches(byte[] bytes, int at, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        byte[] expected = new byte[LENGTH];
        write(crc, expected, 0);
        for (int i = 0; i < LENGTH; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
