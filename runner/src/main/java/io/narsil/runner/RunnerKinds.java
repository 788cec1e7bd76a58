package io.narsil.runner;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;

/** The runners that a study may choose: processes of this machine, and all that the class path has. */
public final class RunnerKinds {
    /** The word for processes of this machine. */
    static final String LOCAL = "local";

    private static final String JOBS = "jobs";

    private RunnerKinds() {}

    /**
     * What a study says of its runner.
     *
     * @param jobs number of trials that may run at the same time; empty for processes of this machine
     */
    public record Said(RunnerChoice choice, OptionalInt jobs) {
        /** Processes of this machine. */
        public static final Said LOCAL = new Said(RunnerChoice.LOCAL, OptionalInt.empty());

        /** The same with another number of jobs, where there are jobs. */
        public Said jobs(int number) {
            return choice.local() ? this : new Said(choice, OptionalInt.of(number));
        }

        /** The lines that say it; none for processes of this machine. */
        public String write() {
            return choice.local()
                    ? ""
                    : "runner:\n  " + choice.setting() + "\n  " + JOBS + ": " + jobs.orElse(1) + "\n";
        }
    }

    /** Reads a study's {@code runner}; what is wrong is noted at its line. */
    public static Said read(ConfigNode node) {
        if (!node.present()) {
            return Said.LOCAL;
        }
        Map<String, RunnerKind> kinds = kinds();
        List<String> known = new ArrayList<>(kinds.keySet());
        if (!node.isMapping()) {
            String word = node.isList() ? "a list" : node.text("");
            if (!word.equals(LOCAL)) {
                String maybe = kinds.containsKey(word)
                        ? "\"runner: {" + word + ": {}, jobs: 8}\""
                        : Nearest.hint(word, List.of(LOCAL));
                node.fault("a runner is \"" + LOCAL + "\", or settings of one of " + String.join(", ", known), maybe);
            }
            return Said.LOCAL;
        }
        List<String> chosen = known.stream().filter(node::has).toList();
        int jobs = node.at(JOBS).integer(1, 1, WorkerPool.MOST);
        known.forEach(node::at);
        node.closed();
        Set<String> meant = meant(node, known);
        boolean misspelt = chosen.isEmpty() && known.stream().anyMatch(meant::contains);
        if (chosen.size() != 1 && !misspelt) {
            node.fault(
                    "a runner has the settings of one of " + String.join(", ", known) + ", not of "
                            + (chosen.isEmpty() ? "none" : String.join(" and ", chosen)),
                    "");
            return Said.LOCAL;
        }
        if (!node.at(JOBS).present() && !meant.contains(JOBS)) {
            node.fault("\"" + JOBS + "\" is missing: how many trials may run at the same time", "\"jobs: 8\"");
        }
        if (misspelt) {
            return Said.LOCAL;
        }
        String key = chosen.get(0);
        return new Said(kinds.get(key).read(node.at(key)), OptionalInt.of(jobs));
    }

    /** What unknown keys were meant to be: that they are unknown is said, and that what they mean is missing is no other fault. */
    private static Set<String> meant(ConfigNode closed, List<String> kinds) {
        List<String> known = new ArrayList<>(kinds);
        known.add(0, JOBS);
        Set<String> meant = new LinkedHashSet<>();
        for (String key : closed.entries().keySet()) {
            if (!known.contains(key)) {
                Nearest.of(key, known).ifPresent(meant::add);
            }
        }
        return meant;
    }

    private static Map<String, RunnerKind> kinds() {
        Map<String, RunnerKind> kinds = new LinkedHashMap<>();
        for (RunnerKind kind : ServiceLoader.load(RunnerKind.class)) {
            kinds.put(kind.key(), kind);
        }
        return kinds;
    }
}
