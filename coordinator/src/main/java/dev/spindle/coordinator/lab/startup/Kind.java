package dev.spindle.coordinator.lab.startup;

/** What runs a job, in the order in which to list them. */
enum Kind {
    /** Started for one job, as the next three; from this program's class archive. */
    PROCESS("process"),
    /** From the archive that the Java has for its own classes. */
    PROCESS_WITHOUT_ARCHIVE("no archive"),
    /** Without that, too. */
    PROCESS_WITHOUT_SHARING("-Xshare:off"),
    /** From that Java's own archive. */
    PROCESS_OF_OTHER_JAVA("other Java"),
    WORKER("worker"),
    WORKER_MMAP("worker, mmap"),
    THREAD("thread"),
    THREAD_POOL("thread pool"),
    VIRTUAL_THREAD("virtual thread"),
    COROUTINE("coroutine");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** Whether it is something that a program chooses; else it shows what archives and Javas do. */
    boolean isChoice() {
        return this != PROCESS_WITHOUT_ARCHIVE && this != PROCESS_WITHOUT_SHARING && this != PROCESS_OF_OTHER_JAVA;
    }

    @Override
    public String toString() {
        return text;
    }
}
