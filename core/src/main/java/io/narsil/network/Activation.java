package io.narsil.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Element-wise functions. */
public enum Activation {
    /** max(x, 0). */
    RELU,
    /** x times hard-sigmoid(x); MobileNetV3 (Howard et al. 2019). */
    HARD_SWISH,
    /** min(max(x + 3, 0), 6) / 6. */
    HARD_SIGMOID;

    /** The name that stands in files, such as {@code hard_swish}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The activation of that name. */
    public static Optional<Activation> of(String key) {
        return Arrays.stream(values()).filter(a -> a.key().equals(key)).findFirst();
    }

    /** All names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Activation::key).toList();
    }
}
