package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.Words;
import java.util.List;
import java.util.Optional;

/** Element-wise functions. */
public enum Activation {
    /** max(x, 0). */
    RELU,
    /** min(max(x, 0), 6); MobileNetV2 (Sandler et al. 2018). */
    RELU6,
    /** x times sigmoid(x), also called SiLU (Ramachandran et al. 2017). */
    SWISH,
    /** x times hard-sigmoid(x); MobileNetV3 (Howard et al. 2019). */
    HARD_SWISH,
    /** 1 / (1 + exp(-x)). */
    SIGMOID,
    /** min(max(x + 3, 0), 6) / 6. */
    HARD_SIGMOID;

    /** The name that stands in files, such as {@code hard_swish}. */
    public String key() {
        return Words.of(this);
    }

    /** The activation with a key; empty if there is none. */
    public static Optional<Activation> of(String key) {
        return Words.find(Activation.class, key);
    }

    /** Reads an activation; {@code fallback} where it is absent. An unknown name is a fault. */
    static Activation read(ConfigNode node, Activation fallback) {
        String name = node.text(fallback.key());
        return of(name).orElseGet(() -> {
            node.fault("there is no activation \"" + name + "\"", Nearest.hint(name, keys()));
            return fallback;
        });
    }

    /** All names. */
    public static List<String> keys() {
        return Words.all(Activation.class);
    }
}
