package io.narsil.study.revision;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a frozen study by name, and which of them a run may change under way. */
final class Settings {
    private static final Set<String> CHANGEABLE = Set.of(
            "name",
            "minutes",
            "planned",
            "rounds",
            "batch",
            "pool",
            "final_epochs",
            "finalists",
            "distillation",
            "by_hand",
            "device",
            "profile");

    /** Why the others may not, by the setting or by what it stands below. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("data", "its images were prepared so"),
            Map.entry("space", "its candidates are of that space"),
            Map.entry("recipe", "its candidates are of the space with those recipes"),
            Map.entry("task", "its networks are trained for another one"),
            Map.entry("score", "its candidates were compared by another number"),
            Map.entry("init", "its candidates started from another network, or at random"),
            Map.entry("trainer", "what two programs train cannot be compared"),
            Map.entry("epochs", "candidates are compared after equally long trainings"),
            Map.entry("rungs", "its candidates have climbed them"),
            Map.entry("rank_correlation", "its rounds stop early by it"),
            Map.entry("precision", "what two kinds of arithmetic train cannot be compared"),
            Map.entry("seed", "all that was drawn by chance depends on it"));

    private Settings() {}

    /**
     * A setting that has another value.
     *
     * @param before value before; empty where it was not there
     * @param now value now; empty where it is not there any more
     * @param climbing mark of a study whose candidates climb rungs
     */
    record Change(String setting, String before, String now, boolean climbing) {
        /** The sentence why a run cannot follow; nothing where it can. */
        Optional<String> refusal() {
            String above = setting.replaceFirst("\\..*", "");
            if (climbing && setting.equals("final_epochs")) {
                return Optional.of("the learning rates of its candidates are planned for it");
            }
            if (climbing && setting.equals("distillation")) {
                return Optional.of("its finalists go on with one training, and are not taught anew");
            }
            return above.equals("budgets") || CHANGEABLE.contains(setting)
                    ? Optional.empty()
                    : Optional.of(REASONS.getOrDefault(above, "all of its trials depend on it"));
        }
    }

    /** What differs between two frozen studies, in the order of the first. */
    static List<Change> changes(String file, String before, String now) {
        Map<String, String> old = of(file, before);
        Map<String, String> young = of(file, now);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(young.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Change change = new Change(
                    name, old.getOrDefault(name, ""), young.getOrDefault(name, ""), old.containsKey("rungs"));
            if (!change.before().equals(change.now())) {
                changes.add(change);
            }
        }
        // Another device has another quickest precision.
        if (changes.stream().anyMatch(c -> c.setting().equals("device"))) {
            changes.removeIf(c -> c.setting().equals("precision"));
        }
        return changes;
    }

    /** Whether a frozen study leaves the length of a finalist's training to its time. */
    static boolean plansFinals(String file, String frozen) {
        String planned = of(file, frozen).getOrDefault("planned", "");
        return planned.matches("\\[(.*, )?final_epochs(, .*)?\\]");
    }

    private static Map<String, String> of(String file, String frozen) {
        Problems problems = new Problems();
        Map<String, String> settings = new LinkedHashMap<>();
        ConfigFile.parse(file, frozen, problems).entries().forEach((key, node) -> {
            if (node.isMapping()) {
                node.entries().forEach((name, below) -> settings.put(key + "." + name, text(below)));
            } else {
                settings.put(key, text(node));
            }
        });
        problems.throwIfAny();
        return settings;
    }

    private static String text(ConfigNode node) {
        if (node.isMapping()) {
            List<String> entries = new ArrayList<>();
            node.entries().forEach((key, value) -> entries.add(key + ": " + text(value)));
            return "{" + String.join(", ", entries) + "}";
        }
        return node.isList()
                ? node.items().stream().map(Settings::text).toList().toString()
                : node.text("");
    }
}
