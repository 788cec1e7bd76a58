package io.narsil.search;

import io.narsil.network.Cost;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cost that one member of the family may have.
 *
 * @param name name, unique in its study; also the member's folder
 * @param limits upper limits of measures, inclusive; at least one
 * @param floors lower limits of measures, inclusive; none for most budgets
 */
public record Budget(String name, Map<Measure, Long> limits, Map<Measure, Long> floors) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Budget {
        limits = ordered(limits);
        floors = ordered(floors);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("the budget " + name + " limits nothing");
        }
        for (Map.Entry<Measure, Long> floor : floors.entrySet()) {
            if (floor.getValue() > limits.getOrDefault(floor.getKey(), -1L)) {
                throw new IllegalArgumentException("the budget " + name + " has a floor above its limit");
            }
        }
    }

    /** A budget without floors. */
    public Budget(String name, Map<Measure, Long> limits) {
        this(name, limits, Map.of());
    }

    /** Whether a text is a valid name: one that as a folder's name cannot lead out of its parent. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static Map<Measure, Long> ordered(Map<Measure, Long> map) {
        Map<Measure, Long> ordered = new EnumMap<>(Measure.class);
        ordered.putAll(map);
        return Collections.unmodifiableMap(ordered);
    }

    /** Whether a cost is within all limits and floors. */
    public boolean fits(Cost cost) {
        for (Map.Entry<Measure, Long> limit : limits.entrySet()) {
            if (limit.getKey().of(cost) > limit.getValue()) {
                return false;
            }
        }
        for (Map.Entry<Measure, Long> floor : floors.entrySet()) {
            if (floor.getKey().of(cost) < floor.getValue()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return limits.entrySet().stream()
                .map(e -> range(e.getKey(), floors.get(e.getKey()), e.getValue()) + " "
                        + e.getKey().words())
                .collect(Collectors.joining(" and "));
    }

    /** The limits of a measure, exactly where they would look alike otherwise. */
    private static String range(Measure measure, Long floor, long limit) {
        String most = measure.text(limit);
        if (floor == null) {
            return most;
        }
        String least = measure.text(floor);
        return least.equals(most) ? measure.exact(floor) + " to " + measure.exact(limit) : least + " to " + most;
    }
}
