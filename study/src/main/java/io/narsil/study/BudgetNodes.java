package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.config.YamlText;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The budgets of a study's file. */
final class BudgetNodes {
    private static final int MOST_BUDGETS = 100;

    /** What the name of a limit ends in where it is the lower or upper end of a range. */
    static final String FROM = ".from";

    static final String TO = ".to";

    private BudgetNodes() {}

    /** Faults what cannot be a folder. */
    static void checkName(ConfigNode node, String what, String name) {
        if (!Budget.isName(name)) {
            node.fault(
                    what + " becomes a folder: it must be letters, digits, dots, dashes and underscores, not \"" + name
                            + "\"",
                    Optional.of(name.strip().replaceAll("[^A-Za-z0-9._-]+", "-"))
                            .filter(Budget::isName)
                            .map(likely -> "\"" + likely + "\"")
                            .orElse(""));
        }
    }

    /** The budgets of a mapping from names to limits, from the smallest to the largest; faults go to the node. */
    static List<Budget> read(ConfigNode node) {
        List<Budget> budgets = new ArrayList<>();
        Map<List<Map<Measure, Long>>, String> known = new HashMap<>();
        node.entries().forEach((name, entry) -> {
            checkName(entry, "the name of a budget", name);
            Map<Measure, Long> limits = new EnumMap<>(Measure.class);
            Map<Measure, Long> floors = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                limit(entry.at(measure.key()), measure, limits, floors);
            }
            entry.closed();
            if (limits.isEmpty()) {
                boolean wrong = Arrays.stream(Measure.values())
                        .anyMatch(m -> entry.at(m.key()).present());
                if (wrong) {
                    return;
                }
                entry.fault("the budget \"" + name + "\" limits nothing", "{macs: 10M}");
                return;
            }
            String twin = known.put(List.of(limits, floors), name);
            if (twin != null) {
                entry.fault("the budgets \"" + twin + "\" and \"" + name + "\" are the same", "remove one of them");
            }
            budgets.add(new Budget(name, limits, floors));
        });
        if (node.present() && node.entries().isEmpty()) {
            node.fault("there must be at least one budget", "\"small: {macs: 1M}\"");
        }
        if (budgets.size() > MOST_BUDGETS) {
            node.fault("there are " + budgets.size() + " budgets, more than " + MOST_BUDGETS, "");
        }
        return BudgetOrder.of(budgets);
    }

    /** The file and line of each limit by its name, such as {@code small.macs}, or {@code small.macs.from} and {@code .to}. */
    static Map<String, String> places(ConfigNode node) {
        Map<String, String> places = new HashMap<>();
        node.entries().forEach((name, budget) -> {
            for (Measure measure : Measure.values()) {
                ConfigNode limit = budget.at(measure.key());
                String key = name + "." + measure.key();
                places.put(key, limit.where());
                places.put(key + FROM, limit.at("from").where());
                places.put(key + TO, limit.at("to").where());
            }
        });
        return places;
    }

    /** A limit, or {@code {from: 440M, to: 450M}}. */
    private static void limit(ConfigNode node, Measure measure, Map<Measure, Long> limits, Map<Measure, Long> floors) {
        if (!node.isMapping()) {
            quantity(node, measure).ifPresent(l -> limits.put(measure, l));
            return;
        }
        OptionalLong from = quantity(node.need("from"), measure);
        OptionalLong to = quantity(node.need("to"), measure);
        node.closed();
        if (from.isPresent() && to.isPresent()) {
            if (from.getAsLong() > to.getAsLong()) {
                node.fault(
                        "\"" + node.name() + "\" goes from more to less: from " + measure.text(from.getAsLong())
                                + " to " + measure.text(to.getAsLong()),
                        "the two the other way round");
                return;
            }
            floors.put(measure, from.getAsLong());
            limits.put(measure, to.getAsLong());
        }
    }

    private static OptionalLong quantity(ConfigNode node, Measure measure) {
        return node.quantity(measure::parse, measure.form(), measure::hint, 1, Long.MAX_VALUE);
    }

    /** A budget as {@link #read} reads it, in one line. */
    static String write(Budget budget) {
        List<String> limits = new ArrayList<>();
        budget.limits().forEach((measure, limit) -> {
            Long floor = budget.floors().get(measure);
            String to = measure.exact(limit);
            limits.add(measure.key() + ": "
                    + (floor == null ? to : "{from: " + measure.exact(floor) + ", to: " + to + "}"));
        });
        return YamlText.scalar(budget.name()) + ": {" + String.join(", ", limits) + "}";
    }
}
