package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportTest {
    private static final String SIGNAL = """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f8ffc8d2f94, pid=30626, tid=30627
            #
            # JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-Debian-1deb12u1)
            # Java VM: OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1, mixed mode, sharing, g1 gc, linux-amd64)
            # Problematic frame:
            # V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124
            #
            # No core dump will be written.
            #

            ---------------  S U M M A R Y ------------
            """;

    private final Path folder;

    CrashReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String digest(String report) throws IOException {
        Path file = Files.writeString(folder.resolve("hs_err_1.log"), report);
        String digest = CrashReport.digest(file);
        assertThat(file).doesNotExist();
        return digest;
    }

    @Test
    void aSignalIsToldWithItsFrame() throws Exception {
        assertThat(digest(SIGNAL))
                .isEqualTo("SIGSEGV (0xb) at pc=0x00007f8ffc8d2f94, pid=30626, tid=30627; "
                        + "in V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124");
    }

    @Test
    void theFrameMayBeNativeOrJava() throws Exception {
        String native0 = "C  [libfoo.so+0x1139]  foo_parse+0x10";
        String java = "J 1234 c2 com.acme.Codec.decode([B)I (42 bytes) @ 0x00007f01 [0x00007f00+0x01]";

        assertThat(digest(SIGNAL.replace("V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124", native0)))
                .endsWith("; in " + native0);
        assertThat(digest(SIGNAL.replace("V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124", java)))
                .endsWith("; in " + java);
    }

    @Test
    void anErrorOfTheJvmIsToldWithWhatItExpected() throws Exception {
        assertThat(digest("""
                                #
                                # A fatal error has been detected by the Java Runtime Environment:
                                #
                                #  Internal Error (sharedRuntime.cpp:553), pid=7, tid=8
                                #  guarantee(cb != NULL) failed: must refer to compiled code
                                #
                                # JRE version: OpenJDK Runtime Environment (17.0.15+6)
                                """))
                .isEqualTo("Internal Error (sharedRuntime.cpp:553), pid=7, tid=8: "
                        + "guarantee(cb != NULL) failed: must refer to compiled code");
    }

    @Test
    void memoryThatCouldNotBeHadIsNoFrame() throws Exception {
        assertThat(digest("""
                                #
                                # There is insufficient memory for the Java Runtime Environment to continue.
                                # Native memory allocation (mmap) failed to map 65536 bytes for committing reserved memory.
                                # Possible reasons:
                                #   The system is out of physical RAM or swap space
                                #
                                #  Out of Memory Error (os_linux.cpp:2760), pid=7, tid=8
                                #
                                """)).isEqualTo("There is insufficient memory for the Java Runtime Environment to continue.");
    }

    @Test
    void whatWasCutOffIsToldAsFarAsItGoes() throws Exception {
        assertThat(digest(SIGNAL.substring(0, SIGNAL.indexOf("# V ")))).endsWith("tid=30627");
        assertThat(digest(SIGNAL.substring(0, SIGNAL.indexOf(", pid"))))
                .isEqualTo("SIGSEGV (0xb) at pc=0x00007f8ffc8d2f94");
        assertThat(digest(SIGNAL.substring(0, SIGNAL.indexOf("#  SIG")))).isEqualTo("see its stderr");
        assertThat(digest("")).isEqualTo("see its stderr");
    }

    @Test
    void thereMayBeNone() {
        assertThat(CrashReport.digest(folder, null)).isNull();
    }
}
