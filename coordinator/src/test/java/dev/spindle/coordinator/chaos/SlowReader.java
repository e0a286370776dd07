package dev.spindle.coordinator.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Objects;

/** Who reads the results stops for a while, and then goes on. */
final class SlowReader implements Fault {
    @Override
    public void prepare(Setup setup) {
        setup.outputIsPiped = true;
        setup.output = setup.folder.resolve("read");
    }

    @Override
    public void strike(Victim victim) throws Exception {
        byte[] bytes = new byte[1 + victim.random().nextInt(20_000)];
        try (InputStream in = victim.coordinator().getInputStream();
                OutputStream out = Files.newOutputStream(Objects.requireNonNull(victim.setup().output))) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                if (victim.random().nextInt(10) == 0) {
                    victim.lastsFor(1, 500);
                    victim.tally().struck(kind());
                }
            }
        } catch (IOException e) {
            // the pipe of one that was killed
        }
    }
}
