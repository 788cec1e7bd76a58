package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.NumberRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a space while its file is read. */
final class Declarations {
    private static final int MOST_PARAMETERS = 1_000;

    /** The key of a setting that follows a parameter. */
    private static final String BY = "by";

    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Set<String> referred = new LinkedHashSet<>();

    List<Parameter> parameters() {
        return parameters;
    }

    /** Whether a setting or a condition refers to the parameter of that name. */
    boolean used(String name) {
        return referred.contains(name);
    }

    Set<String> names() {
        return Set.copyOf(places.keySet());
    }

    /** Declares a parameter to which several settings may refer. */
    void declare(String name, ConfigNode node, Parameter.Group group) {
        List<Condition> when = node.isMapping() ? conditions(node.at("when")) : List.of();
        Choice choice = Choice.read(node);
        vary(new Parameter(name, group, choice.values(), when, choice.prior()), node);
    }

    /** A fixed value, a reference such as {@code $expansion5}, or a new parameter under {@code name}. */
    Setting setting(String name, ConfigNode node, Parameter.Group group, NumberRange range) {
        if (!node.isList() && !node.isMapping()) {
            String text = node.text("1");
            if (text.startsWith("$")) {
                return refer(text.substring(1), node, range);
            }
        }
        if (node.isMapping() && node.has(BY)) {
            return follow(node, range);
        }
        List<Condition> when = node.isMapping() ? conditions(node.at("when")) : List.of();
        return vary(name, Choice.read(node, range), group, when, node);
    }

    /** A setting that has one of some values: fixed where there is one, a new parameter under {@code name} otherwise. */
    Setting among(Choice choice, String name, ConfigNode node) {
        return vary(name, choice, Parameter.Group.ARCHITECTURE, List.of(), node);
    }

    private Setting vary(String name, Choice choice, Parameter.Group group, List<Condition> when, ConfigNode node) {
        return choice.values().size() == 1
                ? Setting.fixed(choice.values().get(0))
                : vary(new Parameter(name, group, choice.values(), when, choice.prior()), node);
    }

    private Setting refer(String name, ConfigNode node, NumberRange range) {
        Integer place = find(name, node);
        if (place == null) {
            return Setting.fixed(range == null ? "1" : range.any());
        }
        Parameter parameter = parameters.get(place);
        if (range != null) {
            parameter.values().stream()
                    .filter(v -> !range.holds(v))
                    .limit(1)
                    .forEach(v -> node.fault(
                            "\"" + node.name() + "\" must be " + range + ", and \"" + name + "\" can be \"" + v + "\"",
                            ""));
            if (!parameter.values().stream().allMatch(range::holds)) {
                return Setting.fixed(range.any());
            }
        }
        return Setting.varied(parameter, place);
    }

    /** Reads {@code {by: $width, values: [...]}}: a value for each of a parameter's values, in their order. */
    private Setting follow(ConfigNode node, NumberRange range) {
        String name = node.at(BY).text("");
        ConfigNode prior = node.at(PriorNode.KEY);
        if (prior.present()) {
            prior.fault(
                    "what follows a parameter has no belief of its own",
                    "\"" + PriorNode.KEY + "\" beside the values of " + name);
        }
        List<String> each = Values.each(node, range);
        if (!name.startsWith("$")) {
            node.at(BY).fault("\"" + BY + "\" must be a parameter like $width, not \"" + name + "\"", "$" + name);
            return Setting.fixed(each.get(0));
        }
        Integer place = find(name.substring(1), node.at(BY));
        if (place == null) {
            return Setting.fixed(each.get(0));
        }
        Parameter parameter = parameters.get(place);
        if (each.size() != parameter.size()) {
            node.fault(
                    "\"" + node.name() + "\" must have a value for each of the " + parameter.size() + " of \""
                            + parameter.name() + "\", not " + each.size(),
                    "");
            return Setting.fixed(each.get(0));
        }
        return Setting.following(parameter, place, each);
    }

    private Integer find(String name, ConfigNode node) {
        referred.add(name);
        Integer place = places.get(name);
        if (place == null) {
            node.fault("there is no parameter \"" + name + "\" before this line", Nearest.hint(name, places.keySet()));
        }
        return place;
    }

    /** Reads {@code when: {parameter: value or [values]}}; all of several must hold. */
    private List<Condition> conditions(ConfigNode when) {
        List<Condition> conditions = new ArrayList<>();
        if (!when.present()) {
            return conditions;
        }
        when.entries().forEach((name, node) -> {
            Integer place = find(name, node);
            if (place == null) {
                return;
            }
            Parameter parameter = parameters.get(place);
            List<Integer> genes = new ArrayList<>();
            for (String value : Values.read(node, null)) {
                int gene = parameter.values().indexOf(value);
                if (gene < 0) {
                    node.fault(
                            "\"" + name + "\" is never \"" + value + "\"; it is one of "
                                    + String.join(", ", parameter.values()),
                            Nearest.hint(value, parameter.values()));
                }
                genes.add(gene);
            }
            conditions.add(new Condition(place, genes));
        });
        return conditions;
    }

    private Setting vary(Parameter parameter, ConfigNode node) {
        if (parameters.size() == MOST_PARAMETERS) {
            node.fault("a space has at most " + MOST_PARAMETERS + " parameters", "");
        }
        if (parameters.size() > MOST_PARAMETERS) {
            return Setting.fixed(parameter.values().get(0));
        }
        if (places.put(parameter.name(), parameters.size()) != null) {
            node.fault("there are two parameters \"" + parameter.name() + "\"", "name one of them differently");
        }
        parameters.add(parameter);
        return Setting.varied(parameter, parameters.size() - 1);
    }
}
