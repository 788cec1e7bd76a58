package io.narsil.recipe;

import io.narsil.config.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;

/** A recipe in a few words, for tables. */
public final class RecipeText {
    private RecipeText() {}

    /** Optimizer, rate, weight decay and whatever else is switched on. */
    public static String brief(Map<String, String> settings) {
        Recipe recipe = Recipe.of(settings);
        StringBuilder text = new StringBuilder();
        text.append(recipe.optimizer().key()).append(' ').append(number(recipe.peakRate()));
        text.append(", wd ").append(number(recipe.weightDecay()));
        append(text, "dropout", recipe.dropout());
        append(text, "depth", recipe.stochasticDepth());
        append(text, "mixup", recipe.mixup());
        append(text, "crop", recipe.crop());
        append(text, "resized_crop", recipe.resizedCrop());
        append(text, "zoom", recipe.zoom());
        append(text, "training_size", recipe.trainingSize() == 1 ? 0 : recipe.trainingSize());
        append(text, "auto_augment", recipe.autoAugment());
        append(text, "rand_augment", recipe.randAugment());
        append(text, "class_weights", recipe.classWeights());
        append(text, "rate_decay", recipe.rateDecay() == 1 ? 0 : recipe.rateDecay());
        append(text, "frozen", recipe.frozenStages());
        if (recipe.assignment() != PlaceRule.CENTRE) {
            text.append(", ").append(Words.of(recipe.assignment()));
        }
        return text.append(recipe.ema() ? ", ema" : "").toString();
    }

    private static void append(StringBuilder text, String name, double value) {
        if (value > 0) {
            text.append(", ").append(name).append(' ').append(number(value));
        }
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value, new MathContext(3)).stripTrailingZeros();
        return value != 0 && value < 1e-3
                ? String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-")
                : rounded.toPlainString();
    }
}
