package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.NumberRange;
import java.util.List;
import java.util.Optional;

/** Squeeze-and-excitation in files: a ratio alone, or a mapping with the ratio and all other settings. */
final class SqueezeForm implements SettingForm<Squeeze> {
    private static final double MOST = 16;

    @Override
    public Class<Squeeze> type() {
        return Squeeze.class;
    }

    @Override
    public Squeeze harmless() {
        return Squeeze.NONE;
    }

    @Override
    public Squeeze read(ConfigNode node, Squeeze fallback) {
        if (!node.present()) {
            return fallback;
        }
        if (!node.isMapping()) {
            return Squeeze.of(node.number(0, 0, MOST));
        }
        Squeeze squeeze = Squeeze.style(node).withRatio(node.need("ratio").number(MBConv.SE, 0, MOST));
        node.closed();
        return squeeze;
    }

    @Override
    public Object plain(Squeeze value) {
        return value.plain();
    }

    @Override
    public String text(Squeeze value) {
        return Decimal.plain(value.ratio());
    }

    @Override
    public Optional<NumberRange> range() {
        return Optional.of(new NumberRange(0, MOST, false));
    }

    /** In a space only the ratio can vary. */
    @Override
    public Choices<Squeeze> choices(ConfigNode node) {
        if (node.has("ratio")) {
            Squeeze style = Squeeze.style(node);
            ConfigNode ratio = node.at("ratio");
            node.closed();
            return new Choices<>(ratio, Optional.empty(), text -> style.withRatio(Double.parseDouble(text)));
        }
        boolean single = !node.isList() && !node.isMapping();
        Optional<String> fixed = single && List.of("true", "false").contains(node.text(""))
                ? Optional.of(node.bool(false) ? Decimal.plain(MBConv.SE) : "0")
                : Optional.empty();
        return new Choices<>(node, fixed, text -> Squeeze.of(Double.parseDouble(text)));
    }
}
