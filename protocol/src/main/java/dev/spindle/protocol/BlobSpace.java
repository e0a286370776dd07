package dev.spindle.protocol;

/** Room beside the messages of one direction, in which blobs stand until the other side is done with them. */
public interface BlobSpace {
    /** There is none: every blob goes into its message. */
    BlobSpace NONE = new BlobSpace() {
        @Override
        public long place(Blob blob) {
            return -1;
        }

        @Override
        public void free(BlobReference placed) {}
    };

    /** Copies the bytes there and answers their offset; negative when there is no room: then they are to go into the message. */
    long place(Blob blob);

    /** Nobody will read what {@code placed} refers to: its room may be used again. */
    void free(BlobReference placed);
}
