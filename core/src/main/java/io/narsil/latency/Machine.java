package io.narsil.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The machine that this program runs on. */
public final class Machine {
    /** Variables that hold libtorch and oneDNN to older instructions. */
    private static final List<String> LIMITS = List.of("ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA");

    private static final String AVX512 = "avx512";
    /** Those that libtorch and oneDNN ask for, from the oldest. */
    private static final List<String> VECTORS =
            List.of("avx2", AVX512 + "f", AVX512 + "_bf16", "amx_bf16", "asimd", "sve", "bf16");

    private Machine() {}

    /** The name of the processor; "unknown" where the system does not tell. */
    public static String processor() {
        String name = cpuinfo("model name");
        return name.isEmpty() ? "unknown" : name;
    }

    private static String cpuinfo(String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith(key))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The vector instructions that the trainer may use, such as {@code avx2 avx512f}; empty where nothing tells. */
    public static String vectors() {
        return vectors(System.getenv());
    }

    /**
     * Those of a trainer with these variables.
     *
     * @param environment variables, which may hold it back
     */
    public static String vectors(Map<String, String> environment) {
        return vectors(cpuinfo("flags") + " " + cpuinfo("Features"), environment);
    }

    /**
     * Those of a processor with {@code flags}.
     *
     * @param environment variables, which may hold the trainer back
     */
    static String vectors(String flags, Map<String, String> environment) {
        Set<String> has =
                Set.copyOf(Arrays.stream(flags.split("\\s+")).distinct().toList());
        List<String> words =
                new ArrayList<>(VECTORS.stream().filter(has::contains).toList());
        LIMITS.stream().filter(environment::containsKey).forEach(name -> words.add(name + "=" + environment.get(name)));
        return String.join(" ", words);
    }

    /** Whether a word sets a limit: a run's folder may be somebody else's, and no other variable comes from there. */
    private static boolean limit(String word) {
        return LIMITS.stream().anyMatch(name -> word.matches(name + "=[A-Za-z0-9_]+"));
    }

    /** The settings under which a machine with the vectors {@code now} comes nearest to {@code before}; empty for none. */
    public static String pin(String before, String now) {
        List<String> settings =
                Arrays.stream(before.split(" ")).filter(Machine::limit).toList();
        if (!settings.isEmpty()) {
            return String.join(" ", settings);
        }
        if (now.contains(AVX512 + "f") && !before.contains(AVX512 + "f") && before.contains("avx2")) {
            return "ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2";
        }
        if (now.contains("amx_bf16") && !before.contains("amx_bf16")) {
            return "ONEDNN_MAX_CPU_ISA=AVX512_CORE" + (before.contains(AVX512 + "_bf16") ? "_BF16" : "");
        }
        return "";
    }
}
