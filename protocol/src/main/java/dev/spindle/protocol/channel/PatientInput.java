package dev.spindle.protocol.channel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose reader looks for bytes for a while before it sleeps. For one thread at a time. */
public final class PatientInput extends FilterInputStream {
    private final Patience patience;

    /** @param nanos how long to look */
    public PatientInput(InputStream in, long nanos) {
        super(in);
        this.patience = new Patience(nanos);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (patience.isWilling()) {
            patience.looksFor(() -> in.available() > 0);
        }
        return in.read(target, offset, length);
    }
}
