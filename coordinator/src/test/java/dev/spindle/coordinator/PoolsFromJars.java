package dev.spindle.coordinator;

import dev.spindle.protocol.jars.WorkerArchive;
import java.io.File;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** The workers of pools, which get the class path of this JVM, find their own jars first on it, and the archive of these. */
public final class PoolsFromJars implements TestExecutionListener {
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        String others = System.getProperty("java.class.path");
        String jars = WorkerArchive.get().classPath() + File.pathSeparator;
        if (!others.startsWith(jars)) { // in a JVM for several plans it is there already
            System.setProperty("java.class.path", jars + others);
            System.setProperty("spindle.archive", WorkerArchive.get().file().toString());
        }
    }
}
