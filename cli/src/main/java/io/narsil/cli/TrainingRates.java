package io.narsil.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images a second of some set-ups, measured in turn; the first one is what the others are compared with. */
final class TrainingRates {
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    void add(String setup, double rate) {
        rates.computeIfAbsent(setup, k -> new ArrayList<>()).add(rate);
    }

    /** The median rate of the set-up that was measured last in each turn. */
    double ofTheLast() {
        List<List<Double>> all = List.copyOf(rates.values());
        return median(all.get(all.size() - 1));
    }

    /** All rates by set-up, a number for each turn. */
    Map<String, List<Double>> all() {
        return rates;
    }

    /** How many times the first set-up's rate each of the others has, turn by turn. */
    Map<String, List<Double>> ratios() {
        List<Double> first = rates.values().iterator().next();
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        rates.entrySet().stream().skip(1).forEach(own -> {
            List<Double> pairs = new ArrayList<>();
            for (int i = 0; i < first.size(); i++) {
                pairs.add(own.getValue().get(i) / first.get(i));
            }
            ratios.put(own.getKey(), pairs);
        });
        return ratios;
    }

    /** Rates and ratios, with their medians, least and most. */
    void print(BenchOutput out) {
        TextTable table = new TextTable(Set.of(1, 2, 3), "set-up", "images/s", "from", "to");
        rates.forEach((name, r) -> table.row(
                name,
                BenchOutput.number(median(r)),
                BenchOutput.number(Collections.min(r)),
                BenchOutput.number(Collections.max(r))));
        out.say("");
        out.screen().print(table);
        out.say("");
        ratios().forEach((name, pairs) -> out.say(
                "ratio       %.2f (median of %d pairs; %.2f to %.2f): %s",
                median(pairs), pairs.size(), Collections.min(pairs), Collections.max(pairs), name));
    }

    /** A line for each rate. */
    String csv() {
        StringBuilder csv = new StringBuilder("set-up,repeat,images_per_second\n");
        rates.forEach((name, r) -> {
            for (int i = 0; i < r.size(); i++) {
                csv.append(BenchOutput.line('"' + name + '"', i + 1, r.get(i)));
            }
        });
        return csv.toString();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
