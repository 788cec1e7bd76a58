package io.narsil.space;

import java.util.List;
import java.util.Optional;

/** The setting of a stage: a fixed value, or one of the space's parameters. */
public final class Setting {
    private final List<String> values;
    private final double[] numbers;
    private final Parameter parameter;
    private final int index;

    private Setting(List<String> values, Parameter parameter, int index) {
        this.values = List.copyOf(values);
        this.numbers = values.stream().mapToDouble(Setting::numberOrNaN).toArray();
        this.parameter = parameter;
        this.index = index;
    }

    /** A setting with a fixed value, in canonical text. */
    public static Setting fixed(String value) {
        return new Setting(List.of(value), null, -1);
    }

    /** A setting that reads the parameter at {@code index} of the space. */
    public static Setting varied(Parameter parameter, int index) {
        return new Setting(parameter.values(), parameter, index);
    }

    /**
     * A setting that follows the parameter at {@code index} of the space.
     *
     * @param each value for each of the parameter's values, in their order
     */
    public static Setting following(Parameter parameter, int index, List<String> each) {
        if (each.size() != parameter.size()) {
            throw new IllegalArgumentException(
                    each.size() + " values for the " + parameter.size() + " of " + parameter.name());
        }
        return new Setting(each, parameter, index);
    }

    /** The index of the parameter in the space, or -1 if this is fixed. */
    public int index() {
        return index;
    }

    /** The parameter that it reads; empty if it is fixed. */
    public Optional<Parameter> parameter() {
        return Optional.ofNullable(parameter);
    }

    /** All values that it can have; one if it is fixed. */
    public List<String> values() {
        return values;
    }

    /** The text of the value that {@code genes} choose. */
    public String text(int[] genes) {
        return values.get(gene(genes));
    }

    /** The number that {@code genes} choose. */
    public double number(int[] genes) {
        return numbers[gene(genes)];
    }

    /** The whole number that {@code genes} choose. */
    public int integer(int[] genes) {
        return (int) number(genes);
    }

    /** The index of the value that {@code genes} choose. */
    int gene(int[] genes) {
        return index < 0 ? 0 : genes[index];
    }

    private static double numberOrNaN(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
