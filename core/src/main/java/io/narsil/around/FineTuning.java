package io.narsil.around;

import io.narsil.network.Network;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recipes of a space around a network. */
public final class FineTuning {
    private static final String KEY = "\nrecipe:\n";

    /** Any size of images: what follows them has no belief. */
    private static final int PIXELS = 224;

    /**
     * Rates are a fifth of those from random weights (shapes/residual.yaml has 0.2 for the same batches), from a quarter of
     * that to twice as much. SGD has its rate as it stands here. What is believed in was measured on photos (docs/spaces.md, "What relatives lose").
     */
    private static final String RECIPE = """
            # From trained weights: low rates; in a few epochs, lower still in the first stages, which see what all photos have in common.
            recipe:
              optimizer: sgd
              learning_rate: {values: [0.01, 0.02, 0.04, 0.08], prior: {by_epochs: {1: 0.02, 3: 0.04}}}
              sgd_factor: 1
              rate_decay: {values: [0.8, 0.9, 1], prior: {by_epochs: {1: 0.8, 3: 1}}}
              frozen_stages: %s
              schedule: cosine
              final_rate: 0.01
              warmup_epochs: 0.3
              batch_size: 64
              weight_decay: {values: [0.00001, 0.0001], prior: 0.0001}
              label_smoothing: 0.1
              dropout: {values: [0, 0.2], prior: {by_epochs: {1: 0, 60: 0.2}}}
              mixup: {values: [0, 0.1, 0.2], prior: 0}
              ema: {values: [off, on], prior: on}
              ema_decay: 0.998
              resized_crop: {values: [0, 0.35, 0.6], prior: {by_epochs: {1: 0, 10: 0.6, 12: 0.35}}}
              training_size: {values: [0.8, 1], prior: {by_epochs: {1: 1, 10: 0.8}}}
              crop: {by_input: {1: [0, 1, 2], 41: [0, 2, 4], 81: [0, 4, 8], 161: [0, 8, 16]}}
              flip: on
            """;

    private FineTuning() {}

    /**
     * Recipes for candidates that start from trained weights.
     *
     * @param stages number of the network's stages, of which the last is never frozen
     */
    static String recipe(int stages) {
        List<Integer> frozen =
                Stream.of(0, 2, 4).filter(n -> n == 0 || n < stages).toList();
        String text = frozen.size() == 1 ? "0" : "{values: " + frozen + ", prior: 0}";
        return RECIPE.formatted(text);
    }

    /**
     * The recipe that is believed in for a network that starts from trained weights.
     *
     * @param epochs length of the training
     * @return settings by name
     */
    public static Map<String, String> believed(Network network, int epochs) {
        // The recipe alone: what a network is made of changes nothing of what is believed of it.
        String text = "narsil: " + SpaceFile.FORMAT + "\nname: fine-tuning\nparameters: {any: [0, 1]}\n"
                + recipe(network.stages().size());
        SearchSpace space = SpaceFile.parse("fine-tuning", text, PIXELS);
        return space.recipe(space.candidate(space.believed(epochs)));
    }

    /** Recipes for candidates that start at random: those of the usual space. */
    static String fromRandom() {
        return recipesOf("scaled");
    }

    /** Recipes near the one that a person takes by hand, which is believed in, for one network that starts at random. */
    static String nearTheUsual() {
        return recipesOf("mobilenet");
    }

    private static String recipesOf(String space) {
        String text = SpaceFile.shippedText(space);
        return text.substring(text.indexOf(KEY) + 1);
    }
}
