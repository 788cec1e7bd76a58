package io.narsil.runner.slurm;

import io.narsil.config.ConfigNode;
import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code slurm: {partition: gpu, time: "4:00:00", memory: 8G, cores: 2, gres: "gpu:1", options: [--exclusive]}}. */
public final class SlurmKind implements RunnerKind {
    static final String KEY = "slurm";

    private static final String NAME = "[A-Za-z0-9_.,:=/+-]+";

    /** What values look like, and an example; Slurm itself says whether there is such a thing. */
    private static final Map<String, List<String>> FORMS = Map.of(
            SlurmSettings.PARTITION, List.of(NAME, "gpu"),
            SlurmSettings.ACCOUNT, List.of(NAME, "vision"),
            SlurmSettings.GRES, List.of(NAME, "\"gpu:1\""),
            SlurmSettings.MEMORY, List.of("[1-9][0-9]*[KMGT]?", "8G"),
            SlurmSettings.CORES, List.of("[1-9][0-9]{0,3}", "2"),
            SlurmSettings.TIME,
                    List.of("[0-9]+(:[0-9]{1,2}){0,2}|[0-9]+-[0-9]{1,2}(:[0-9]{1,2}){0,2}|UNLIMITED", "\"4:00:00\""));

    /** What a search says itself, and by which it knows its jobs again: short options, and long ones. */
    private static final Pattern OURS = Pattern.compile("-[JoeaDcniWH].*");

    private static final List<String> OURS_IN_WORDS = List.of(
            "--job-name",
            "--output",
            "--error",
            "--open-mode",
            "--array",
            "--chdir",
            "--wrap",
            "--parsable",
            "--requeue",
            "--no-requeue",
            "--signal",
            "--comment",
            "--input",
            "--wait",
            "--hold",
            "--test-only");

    /** With these the script of a job would not find the environment, or the Java, that it is written for. */
    private static final List<String> ELSEWHERE = List.of("--export", "--container");

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public RunnerChoice read(ConfigNode node) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String key : SlurmSettings.KEYS.keySet()) {
            ConfigNode value = node.at(key);
            value.text().ifPresent(text -> {
                List<String> form = FORMS.get(key);
                if (!text.matches(form.get(0))) {
                    value.fault(
                            "\"" + value.name() + "\" is nothing that Slurm takes: \"" + text + "\"",
                            "\"" + key + ": " + form.get(1).replace("\"", "") + "\"");
                }
                asked.put(key, text);
            });
        }
        List<String> options = new ArrayList<>();
        for (ConfigNode option : node.at(SlurmSettings.OPTIONS).items()) {
            option.text().ifPresent(text -> {
                if (!text.matches("-.+")) {
                    option.fault(
                            "an option of sbatch begins with a dash, and its value follows after \"=\": \"" + text
                                    + "\"",
                            "\"--constraint=avx512\"");
                } else if (ours(text)) {
                    option.fault("a search says \"" + word(text) + "\" itself", "remove it");
                } else if (elsewhere(text)) {
                    option.fault(
                            "a job needs its node's own files and the environment of the search, which \"" + word(text)
                                    + "\" changes",
                            "remove it");
                }
                options.add(text);
            });
        }
        node.closed();
        return new SlurmRunner(new SlurmSettings(asked, options), node.where());
    }

    private static String word(String option) {
        return option.replaceFirst("=.*", "");
    }

    /** Whether sbatch would read an option as one of a search's own: it takes any beginning of a word for the word. */
    private static boolean ours(String option) {
        // An option and its value may be one word of a study with a blank between them.
        String word = word(option).replaceFirst("\\s.*", "");
        return word.startsWith("--")
                ? OURS_IN_WORDS.stream().anyMatch(o -> o.startsWith(word))
                : OURS.matcher(option).matches();
    }

    private static boolean elsewhere(String option) {
        String word = word(option).replaceFirst("\\s.*", "");
        return ELSEWHERE.stream().anyMatch(o -> word.startsWith(o) || o.startsWith(word));
    }
}
