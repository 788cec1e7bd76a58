package io.narsil.space;

import java.util.List;
import java.util.Optional;

/** A value in a stage: fixed, or read from one of the space's parameters. */
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

    public static Setting fixed(String value) {
        return new Setting(List.of(value), null, -1);
    }

    /** A setting that reads the parameter at {@code index} of the space. */
    public static Setting varied(Parameter parameter, int index) {
        return new Setting(parameter.values(), parameter, index);
    }

    /** The place of the parameter in the space, or -1 if this is fixed. */
    public int index() {
        return index;
    }

    public Optional<Parameter> parameter() {
        return Optional.ofNullable(parameter);
    }

    /** Everything that it can be; one value if it is fixed. */
    public List<String> values() {
        return values;
    }

    public String text(int[] genes) {
        return values.get(gene(genes));
    }

    public double number(int[] genes) {
        return numbers[gene(genes)];
    }

    public int integer(int[] genes) {
        return (int) number(genes);
    }

    /** The place among the values of what {@code genes} choose. */
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
