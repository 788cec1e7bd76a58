package io.narsil.search;

import io.narsil.config.Quantity;
import io.narsil.network.Cost;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one member of the family may cost.
 *
 * @param name unique in its study; the member's folder
 * @param limits the most that each measure may be; at least one
 */
public record Budget(String name, Map<Measure, Long> limits) {
    public Budget {
        limits = Collections.unmodifiableMap(new EnumMap<>(limits));
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("the budget " + name + " limits nothing");
        }
    }

    public boolean fits(Cost cost) {
        return load(cost) <= 1;
    }

    /** The largest share of a limit that a cost takes; above 1 where it does not fit. */
    public double load(Cost cost) {
        double load = 0;
        for (Map.Entry<Measure, Long> limit : limits.entrySet()) {
            load = Math.max(load, (double) limit.getKey().of(cost) / limit.getValue());
        }
        return load;
    }

    @Override
    public String toString() {
        return limits.entrySet().stream()
                .map(e -> Quantity.brief(e.getValue()) + " " + e.getKey().words())
                .collect(Collectors.joining(" and "));
    }
}
