package dev.spindle.coordinator.chaos;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Somebody clears the folder for temporary files, with that of the pool in it. */
final class DeletedFolder implements Fault {
    @Override
    public void strike(Victim victim) throws Exception {
        if (victim.lastsFor(100, 1_500)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(victim.setup().temporary, "spindle-*")) {
                for (Path folder : folders) {
                    Round.delete(folder);
                    victim.tally().struck(kind());
                }
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // it is in use just now, or gone by itself
            }
        }
    }
}
