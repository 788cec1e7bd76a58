package io.narsil.space;

import java.util.Optional;

/** A value in a stage: fixed, or read from one of the space's parameters. */
public final class Setting {
    private final String fixed;
    private final Parameter parameter;
    private final int index;

    private Setting(String fixed, Parameter parameter, int index) {
        this.fixed = fixed;
        this.parameter = parameter;
        this.index = index;
    }

    public static Setting fixed(String value) {
        return new Setting(value, null, -1);
    }

    /** A setting that reads the parameter at {@code index} of the space. */
    public static Setting varied(Parameter parameter, int index) {
        return new Setting(null, parameter, index);
    }

    /** The place of the parameter in the space, or -1 if this is fixed. */
    public int index() {
        return index;
    }

    public Optional<Parameter> parameter() {
        return Optional.ofNullable(parameter);
    }

    public String text(int[] genes) {
        return parameter == null ? fixed : parameter.values().get(genes[index]);
    }

    public double number(int[] genes) {
        return Double.parseDouble(text(genes));
    }

    public int integer(int[] genes) {
        return (int) number(genes);
    }
}
