package io.narsil.lab.training;

import io.narsil.lab.Csv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images a second of some set-ups, measured in turn; the first one is what the others are compared with. */
public final class TrainingRates {
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    /** Notes a measurement; every set-up is measured once in each turn. */
    public void add(String setup, double rate) {
        rates.computeIfAbsent(setup, k -> new ArrayList<>()).add(rate);
    }

    /** The middle and the ends of some measurements. */
    public record Range(double median, double least, double most, int count) {
        /** The range of measurements, at least one. */
        public static Range of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int count = sorted.size();
            double upper = sorted.get(count / 2);
            double median = count % 2 == 1 ? upper : (sorted.get(count / 2 - 1) + upper) / 2;
            return new Range(median, sorted.get(0), sorted.get(count - 1), count);
        }
    }

    /** The median rate of the set-up that was measured last in each turn. */
    public double ofTheLast() {
        List<List<Double>> all = List.copyOf(rates.values());
        return Range.of(all.get(all.size() - 1)).median();
    }

    /** All rates by set-up, a number for each turn. */
    public Map<String, List<Double>> all() {
        return rates;
    }

    /** How many times the first set-up's rate each of the others has, turn by turn. */
    public Map<String, List<Double>> ratios() {
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

    /** A line for each rate, as CSV. */
    public String csv() {
        StringBuilder csv = new StringBuilder("set-up,repeat,images_per_second\n");
        rates.forEach((name, r) -> {
            for (int i = 0; i < r.size(); i++) {
                csv.append(Csv.line('"' + name + '"', i + 1, r.get(i)));
            }
        });
        return csv.toString();
    }
}
