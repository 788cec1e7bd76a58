package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.NumberRange;
import java.util.List;
import java.util.Optional;

/** The usual forms of settings. */
final class SettingForms {
    private SettingForms() {}

    /** Whole numbers. */
    record Whole(int least, int most, Integer harmless) implements SettingForm<Integer> {
        @Override
        public Class<Integer> type() {
            return Integer.class;
        }

        @Override
        public Integer read(ConfigNode node, Integer fallback) {
            return node.integer(fallback, least, most);
        }

        @Override
        public Object plain(Integer value) {
            return value;
        }

        @Override
        public String text(Integer value) {
            return value.toString();
        }

        @Override
        public Optional<NumberRange> range() {
            return Optional.of(new NumberRange(least, most, true));
        }

        @Override
        public Choices<Integer> choices(ConfigNode node) {
            return new Choices<>(node, Optional.empty(), text -> (int) Double.parseDouble(text));
        }
    }

    /** Numbers. */
    record Real(double least, double most, Double harmless) implements SettingForm<Double> {
        @Override
        public Class<Double> type() {
            return Double.class;
        }

        @Override
        public Double read(ConfigNode node, Double fallback) {
            return node.number(fallback, least, most);
        }

        @Override
        public Object plain(Double value) {
            return Decimal.number(value);
        }

        @Override
        public String text(Double value) {
            return Decimal.plain(value);
        }

        @Override
        public Optional<NumberRange> range() {
            return Optional.of(new NumberRange(least, most, false));
        }

        @Override
        public Choices<Double> choices(ConfigNode node) {
            return new Choices<>(node, Optional.empty(), Double::valueOf);
        }
    }

    /** True and false, which do not vary in a space. */
    record Flag() implements SettingForm<Boolean> {
        @Override
        public Class<Boolean> type() {
            return Boolean.class;
        }

        @Override
        public Boolean harmless() {
            return true;
        }

        @Override
        public Boolean read(ConfigNode node, Boolean fallback) {
            return node.bool(fallback);
        }

        @Override
        public Object plain(Boolean value) {
            return value;
        }

        @Override
        public String text(Boolean value) {
            return value.toString();
        }

        @Override
        public Choices<Boolean> choices(ConfigNode node) {
            return new Choices<>(node, Optional.of(text(node.bool(true))), Boolean::valueOf);
        }
    }

    /** Names of activations. */
    record Activations() implements SettingForm<Activation> {
        @Override
        public Class<Activation> type() {
            return Activation.class;
        }

        @Override
        public Activation harmless() {
            return Activation.HARD_SWISH;
        }

        @Override
        public Activation read(ConfigNode node, Activation fallback) {
            return Activation.read(node, fallback);
        }

        @Override
        public Object plain(Activation value) {
            return value.key();
        }

        @Override
        public String text(Activation value) {
            return value.key();
        }

        @Override
        public List<String> words() {
            return Activation.keys();
        }

        @Override
        public Choices<Activation> choices(ConfigNode node) {
            return new Choices<>(
                    node, Optional.empty(), text -> Activation.of(text).orElse(harmless()));
        }
    }
}
