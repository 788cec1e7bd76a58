package io.narsil.runner.slurm;

import io.narsil.config.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of Slurm for each job.
 *
 * @param asked values of settings by key, of those that a study gives
 * @param options further options of sbatch, as they stand
 */
record SlurmSettings(Map<String, String> asked, List<String> options) {
    static final String PARTITION = "partition";
    static final String TIME = "time";
    static final String MEMORY = "memory";
    static final String CORES = "cores";
    static final String GRES = "gres";
    static final String ACCOUNT = "account";
    static final String OPTIONS = "options";

    /** Keys of studies, and the options of sbatch that they stand for. */
    static final Map<String, String> KEYS = keys();

    SlurmSettings {
        asked = new LinkedHashMap<>(asked);
        options = List.copyOf(options);
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(PARTITION, "--partition");
        keys.put(TIME, "--time");
        keys.put(MEMORY, "--mem");
        keys.put(CORES, "--cpus-per-task");
        keys.put(GRES, "--gres");
        keys.put(ACCOUNT, "--account");
        return keys;
    }

    /** The options of sbatch. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--nodes=1", "--ntasks=1"));
        KEYS.forEach((key, option) -> {
            if (asked.containsKey(key)) {
                arguments.add(option + "=" + asked.get(key));
            }
        });
        arguments.addAll(options);
        return arguments;
    }

    /** As a study has it. */
    String write() {
        List<String> entries = new ArrayList<>();
        asked.forEach((key, value) -> entries.add(key + ": " + YamlText.quoted(value)));
        if (!options.isEmpty()) {
            entries.add(OPTIONS + ": "
                    + options.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        return String.join(", ", entries);
    }
}
