package dev.spindle.coordinator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;

/** The arrows of ARCHITECTURE.md, over the main classes of all modules. */
@AnalyzeClasses(packages = "dev.spindle", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MESSAGE = "dev.spindle.protocol.message";
    private static final String CODEC = "dev.spindle.protocol.codec";
    private static final String CHANNEL = "dev.spindle.protocol.channel";
    private static final String WORKER = "dev.spindle.worker";
    private static final String RUNTIME = "dev.spindle.worker.runtime";
    private static final String POOL = "dev.spindle.coordinator";
    private static final String DISPATCH = POOL + ".dispatch";
    private static final String SUPERVISION = POOL + ".supervision";
    private static final String PROCESS = POOL + ".process";
    private static final String CONNECTION = POOL + ".connection";
    private static final String CONTROL = POOL + ".control";
    private static final String JOURNAL = POOL + ".journal";
    private static final String CONFORMANCE = POOL + ".conformance";
    private static final String CODE = POOL + ".code";
    private static final String BATCH = POOL + ".batch";
    private static final String LINES = POOL + ".lines";
    private static final String LAB = POOL + ".lab..";
    private static final String LOOP = POOL + ".loop";
    private static final String PLOT = POOL + ".plot";
    private static final String CLI = POOL + ".cli..";
    private static final String SPIN = POOL + ".spin";
    private static final String COMMONS_EXEC = "org.apache.commons.exec..";
    private static final String JACKSON = "com.fasterxml..";

    private static final DescribedPredicate<JavaClass> IO =
            resideInAnyPackage("java.io", "java.net", "java.nio.channels..", "java.nio.file..");
    private static final DescribedPredicate<JavaClass> PROCESSES = Predicates.type(Process.class)
            .or(Predicates.type(ProcessBuilder.class))
            .or(Predicates.type(ProcessHandle.class));
    private static final DescribedPredicate<JavaClass> THREADS =
            Predicates.assignableTo(Thread.class).or(Predicates.assignableTo(Executor.class));
    /** The plain records, enums and exceptions that the packages below the pool speak of. */
    private static final DescribedPredicate<JavaClass> VOCABULARY = Predicates.belongToAnyOf(
            AttemptListener.class,
            AttemptReport.class,
            AttemptReport.End.class,
            Crossing.class,
            DeathReport.class,
            DeathReport.Kind.class,
            HaltRule.class,
            JobLog.class,
            JobOutcome.class,
            OomKill.class,
            RemoteError.class,
            QueueOrder.class,
            RetryOn.class,
            Stop.class,
            Stop.By.class,
            PoolConfig.class,
            PoolListener.class,
            PoolTimes.class,
            Transport.class,
            WorkerStatus.class,
            WorkerStatus.Running.class,
            WorkerStatus.State.class,
            WriteAhead.class);

    private static ArchRule never(String from, DescribedPredicate<? super JavaClass> to) {
        return noClasses().that().resideInAPackage(from).should().dependOnClassesThat(to);
    }

    private static ArchRule never(String from, String... to) {
        return never(from, resideInAnyPackage(to));
    }

    private static ArchRule only(String user, String... used) {
        return noClasses().that().resideOutsideOfPackage(user).should().dependOnClassesThat(resideInAnyPackage(used));
    }

    // ---- protocol

    @ArchTest
    static final ArchRule messagesAreData = never(MESSAGE, IO.or(THREADS).or(resideInAPackage(JACKSON)));

    @ArchTest
    static final ArchRule theCodecStartsNothing =
            noClasses().that().resideInAPackage(CODEC).should().accessClassesThat(PROCESSES.or(THREADS));

    @ArchTest
    static final ArchRule theCodecOwnsTheMapper = noClasses()
            .that()
            .resideOutsideOfPackage(CODEC)
            .should()
            .dependOnClassesThat(Predicates.belongToAnyOf(ObjectMapper.class, ObjectReader.class, ObjectWriter.class));

    @ArchTest
    static final ArchRule channelsKnowFramesOnly =
            never(CHANNEL, PROCESSES.or(resideInAnyPackage(JACKSON, MESSAGE, CODEC)));

    @ArchTest
    static final ArchRule theProtocolIsTheGroundFloor = never("dev.spindle.protocol..", WORKER + "..", POOL + "..");

    // ---- worker

    @ArchTest
    static final ArchRule taskAuthorsNeedNothingElse = classes()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify.annotations", "dev.spindle.protocol", WORKER)
                            .or(Predicates.type(JsonNode.class)));

    @ArchTest
    static final ArchRule programsKnowNothingOfTheWorkerAroundThem =
            never(WORKER + ".program", resideInAnyPackage(RUNTIME, CHANNEL, CODEC, JACKSON));

    @ArchTest
    static final ArchRule workersKnowNoCoordinator = never(WORKER + "..", POOL + "..", COMMONS_EXEC);

    @ArchTest
    static final ArchRule tasksDoNotKnowWhatRunsThem = noClasses()
            .that()
            .resideInAnyPackage(WORKER + ".tasks", WORKER + ".faults", WORKER + ".lab")
            .should()
            .dependOnClassesThat(resideInAPackage(RUNTIME));

    // ---- coordinator

    @ArchTest
    static final ArchRule aPoolNeedsNoCommandLine = never(POOL, CLI, SPIN, LAB, LOOP, PLOT, CONFORMANCE, COMMONS_EXEC);

    @ArchTest
    static final ArchRule dispatchIsPure =
            never(DISPATCH, IO.or(PROCESSES).or(THREADS).or(resideInAnyPackage(PROCESS, CLI)));

    @ArchTest
    static final ArchRule supervisionIsPure =
            never(SUPERVISION, IO.or(PROCESSES).or(THREADS).or(resideInAnyPackage(PROCESS, DISPATCH, CLI)));

    @ArchTest
    static final ArchRule timeIsAParameter = noClasses()
            .that()
            .resideInAnyPackage(DISPATCH, SUPERVISION)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat(Predicates.belongToAnyOf(Instant.class, Clock.class));

    @ArchTest
    static final ArchRule processesKnowNoJobs = never(PROCESS, DISPATCH, CLI);

    @ArchTest
    static final ArchRule connectionsKnowNoProcesses = never(CONNECTION, PROCESS, DISPATCH, SUPERVISION, CLI);

    @ArchTest
    static final ArchRule onlyProcessLaunches = only(PROCESS, COMMONS_EXEC);

    @ArchTest
    static final ArchRule theJournalKnowsNoPool = never(JOURNAL, DISPATCH, PROCESS, SUPERVISION, CLI);

    @ArchTest
    static final ArchRule thePackagesBelowThePoolKnowItsVocabularyOnly = noClasses()
            .that()
            .resideInAnyPackage(DISPATCH, SUPERVISION, PROCESS, CONNECTION, JOURNAL)
            .should()
            .dependOnClassesThat(resideInAPackage(POOL).and(not(VOCABULARY)));

    @ArchTest
    static final ArchRule theCommandLineIsAnEmbedder = never(CLI, DISPATCH, PROCESS, CONNECTION, SUPERVISION);

    @ArchTest
    static final ArchRule linesNeedNoCommandLine =
            never(LINES, CLI, DISPATCH, PROCESS, CONNECTION, SUPERVISION, CONTROL);

    @ArchTest
    static final ArchRule batchesNeedNoCommandLine =
            never(BATCH, CLI, CODE, DISPATCH, PROCESS, CONNECTION, SUPERVISION, CONTROL);

    @ArchTest
    static final ArchRule whoReachesInNeedsNoCommandLine = never(CONTROL, POOL, CLI, DISPATCH, PROCESS, SUPERVISION);

    @ArchTest
    static final ArchRule theSpinnersAreEmbedders = never(SPIN, CLI, DISPATCH, PROCESS, SUPERVISION);

    @ArchTest
    static final ArchRule onlyTheCommandLineAndTheLabShowTheSpinners = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, LAB, SPIN)
            .should()
            .dependOnClassesThat(resideInAPackage(SPIN));

    @ArchTest
    static final ArchRule coroutinesStandAlone =
            never(LOOP, resideInAPackage(POOL + "..").and(not(resideInAPackage(LOOP))));

    @ArchTest
    static final ArchRule picturesStandAlone =
            never(PLOT, resideInAPackage(POOL + "..").and(not(resideInAPackage(PLOT))));

    @ArchTest
    static final ArchRule onlyPicturesUseTheChartLibrary =
            only(PLOT, "org.knowm..", "de.erichseifert..", "java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule onlyTheLivePageIsServed = only(POOL + ".report.live", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule theLivePageKnowsOnlyWhatIsToldOfARun =
            never(POOL + ".report..", CLI, DISPATCH, PROCESS, CONNECTION, SUPERVISION, JOURNAL);

    @ArchTest
    static final ArchRule theKitSpeaksTheProtocolItself =
            never(CONFORMANCE, POOL, CLI, DISPATCH, SUPERVISION, JOURNAL, WORKER + "..", JACKSON);

    @ArchTest
    static final ArchRule onlyTheCommandLineChecksWorkers = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, CONFORMANCE)
            .should()
            .dependOnClassesThat(resideInAPackage(CONFORMANCE));

    @ArchTest
    static final ArchRule codeIsLookedAtBeforeThereIsAPool =
            never(CODE, POOL, CLI, DISPATCH, PROCESS, CONNECTION, SUPERVISION, JOURNAL, RUNTIME, JACKSON);

    @ArchTest
    static final ArchRule onlyOneWritesOfTheCompiler = only(CODE, "javax.tools..");

    @ArchTest
    static final ArchRule theLabIsAnEmbedder = never(LAB, CLI, DISPATCH, PROCESS, SUPERVISION, RUNTIME, JACKSON);

    @ArchTest
    static final ArchRule onlyTheCommandLineUsesItsLibraries = only(CLI, "picocli..");

    @ArchTest
    static final ArchRule onlyOneClassLogs = noClasses()
            .that(not(Predicates.belongToAnyOf(LoggingListener.class)))
            .should()
            .dependOnClassesThat(resideInAPackage("org.slf4j.."));

    @ArchTest
    static final ArchRule thereAreNoCycles = slices().matching("dev.spindle.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAnyPackage(DISPATCH, SUPERVISION, PROCESS, CONNECTION), VOCABULARY);
}
