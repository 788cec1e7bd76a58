package io.narsil.dashboard.compare;

import io.narsil.dashboard.run.FrozenRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A value in which the files of runs differ.
 *
 * @param part file that holds it: study or space
 * @param place place in the file, such as {@code budgets.small.macs}
 * @param values value in each run, null where a run has none there
 */
record Difference(String part, String place, List<String> values) {
    /** All differences, in the order of the files. */
    static List<Difference> of(List<FrozenRun> runs) {
        List<Difference> all = new ArrayList<>();
        add("study", FrozenRun::study, runs, all);
        add("space", FrozenRun::space, runs, all);
        return all;
    }

    private static void add(
            String part, Function<FrozenRun, Map<String, String>> file, List<FrozenRun> runs, List<Difference> all) {
        List<Map<String, String>> files = runs.stream().map(file).toList();
        if (files.stream().anyMatch(Map::isEmpty)) {
            // One that cannot be read is said to be so; it does not differ in everything.
            return;
        }
        Set<String> places = new LinkedHashSet<>();
        files.forEach(f -> places.addAll(f.keySet()));
        for (String place : places) {
            List<String> values = new ArrayList<>();
            files.forEach(f -> values.add(f.get(place)));
            if (values.stream().anyMatch(v -> !Objects.equals(v, values.get(0)))) {
                all.add(new Difference(part, place, values));
            }
        }
    }
}
