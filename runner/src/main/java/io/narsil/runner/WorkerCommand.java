package io.narsil.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command that starts a worker process.
 *
 * @param command program and its arguments
 * @param environment variables that are added to those of this process
 * @param folder working folder of the program; empty for this process's own
 * @param where file and line that name the program; empty where none does
 */
public record WorkerCommand(
        List<String> command, Map<String, String> environment, Optional<Path> folder, String where) {
    /** The variable that holds a worker's number, from 0, by which it may choose a graphics card. */
    public static final String SLOT = "NARSIL_WORKER";

    /** The system property that makes the built-in trainer use a graphics card. */
    public static final String CUDA = "narsil.cuda";

    /** The system property that makes the built-in trainer multiply in bf16. */
    public static final String BF16 = "narsil.bf16";

    /**
     * The exit code of a worker that ran out of memory: Java's own code, which the built-in trainer also uses when
     * libtorch runs out. Of a user's own trainer it says nothing.
     */
    public static final int OUT_OF_MEMORY = 3;

    /** The options that load the build of libtorch for graphics cards where both builds are present. */
    private static final List<String> GPU =
            List.of("-D" + CUDA + "=true", "-Dorg.bytedeco.javacpp.platform.extension=-gpu");

    private static final String MAIN = "io.narsil.torch.Worker";

    public WorkerCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A program that no line of a file names. */
    public WorkerCommand(List<String> command, Map<String, String> environment, Optional<Path> folder) {
        this(command, environment, folder, "");
    }

    /** A program that runs in the working folder of this process. */
    public WorkerCommand(List<String> command, Map<String, String> environment) {
        this(command, environment, Optional.empty());
    }

    /** A trainer of the user's own, run in {@code folder}. */
    public static WorkerCommand own(List<String> command, Path folder) {
        return new WorkerCommand(command, Map.of(), Optional.of(folder));
    }

    /** The same program, as a line of a file names it. */
    public WorkerCommand namedAt(String line) {
        return new WorkerCommand(command, environment, folder, line);
    }

    /** Whether it is a trainer of the user's own. */
    public boolean own() {
        return folder.isPresent();
    }

    /**
     * The built-in trainer, on this program's class path.
     *
     * <p>It uses one thread, and an allocator that keeps its memory: glibc would otherwise return the memory of every
     * activation to the kernel and fault it in again, which halves the speed. Large pages, where the kernel gives them
     * on request, add some per cent.
     */
    public static WorkerCommand builtIn(Engine engine) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("OPENBLAS_NUM_THREADS", "1");
        environment.put("MALLOC_MMAP_MAX_", "0");
        environment.put("MALLOC_TRIM_THRESHOLD_", "4294967295");
        environment.put("MALLOC_TOP_PAD_", "67108864");
        environment.put("MALLOC_ARENA_MAX", "1");
        environment.put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
        List<String> more = new ArrayList<>(engine.device() == Device.CUDA ? GPU : List.of());
        if (engine.precision() == Precision.BF16) {
            more.add("-D" + BF16 + "=true");
        }
        return new WorkerCommand(java(more), environment);
    }

    /** The built-in trainer as a plain program would set it up, for benchmarks to compare with; slower. */
    public static WorkerCommand plain(int threads) {
        String count = Integer.toString(threads);
        return new WorkerCommand(
                java(List.of("-Dnarsil.plain=true", "-Dnarsil.threads=" + count)),
                Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count));
    }

    private static List<String> java(List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                // A worker without memory ends with the code that says so.
                "-XX:+ExitOnOutOfMemoryError",
                // What is said of a crash in native code belongs to the workers' log, not into the user's folder.
                "-XX:+ErrorFileToStderr",
                // Java itself would speak of that on the protocol's line.
                "-XX:+DisplayVMOutputToStderr",
                // javacpp would otherwise count the memory of this process and refuse more (javacpp#468, #474)
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        command.addAll(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        return command;
    }
}
