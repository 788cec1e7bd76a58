package io.narsil.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A training recipe.
 *
 * @param learningRate the peak rate of RMSProp
 * @param sgdFactor what the rate is multiplied by where the optimizer is SGD; the paper takes 4
 * @param finalRate the fraction of the peak rate that is left at the end
 * @param warmupEpochs epochs in which the rate rises linearly from 0
 * @param weightDecay added to the gradient of weights, not of biases and batch norms, as a multiple of the weight
 * @param dropout rate before the classifier
 * @param stochasticDepth probability to drop the last residual branch of an image; earlier ones linearly less
 * @param mixup alpha of the beta distribution that mixes pairs of images; 0 for none
 * @param ema whether the weights in use are an exponential moving average of those in training
 * @param autoAugment probability that an image goes through AutoAugment's policy
 * @param randAugment strength of RandAugment, 0..10; 0 for none
 * @param crop pixels by which an image is shifted at most, at random
 * @param flip whether images are mirrored at random
 */
public record Recipe(
        Optimizer optimizer,
        double learningRate,
        double sgdFactor,
        Schedule schedule,
        double finalRate,
        double warmupEpochs,
        int batchSize,
        double weightDecay,
        double labelSmoothing,
        double dropout,
        double stochasticDepth,
        double mixup,
        boolean ema,
        double emaDecay,
        double autoAugment,
        double randAugment,
        int crop,
        boolean flip) {

    /** Names of all settings with their defaults, in the order in which they are written. */
    private static final Map<String, String> DEFAULTS = defaults();

    /** The names of all settings of a recipe. */
    public static final List<String> NAMES = List.copyOf(DEFAULTS.keySet());

    /** Settings that have a meaning only beside certain others. */
    public static final List<String> DEPENDENT = List.of("sgd_factor", "ema_decay");

    /**
     * Whether a training reads a setting.
     *
     * @param values of the other settings, by name
     */
    public static boolean reads(String name, UnaryOperator<String> values) {
        return switch (name) {
            case "sgd_factor" -> values.apply("optimizer").equals("sgd");
            case "ema_decay" -> on(values.apply("ema"));
            default -> true;
        };
    }

    private static Map<String, String> defaults() {
        Map<String, String> d = new LinkedHashMap<>();
        d.put("optimizer", "sgd");
        d.put("learning_rate", "0.025");
        d.put("sgd_factor", "4");
        d.put("schedule", "exponential");
        // 0.963 per epoch for the 150 epochs of a candidate, section 4 of the paper
        d.put("final_rate", "0.0035");
        d.put("warmup_epochs", "0");
        d.put("batch_size", "64");
        d.put("weight_decay", "0.00001");
        d.put("label_smoothing", "0.1");
        d.put("dropout", "0");
        d.put("stochastic_depth", "0");
        d.put("mixup", "0");
        d.put("ema", "off");
        d.put("ema_decay", "0.99985");
        d.put("auto_augment", "0");
        d.put("rand_augment", "0");
        d.put("crop", "0");
        d.put("flip", "off");
        return d;
    }

    /** The recipe with these settings, by name; what is not named has its default. */
    public static Recipe of(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        settings.forEach((key, value) -> {
            fault(key, value).ifPresent(f -> {
                throw new IllegalArgumentException(f);
            });
            all.put(key, value);
        });
        return new Recipe(
                all.get("optimizer").equals("sgd") ? Optimizer.SGD : Optimizer.RMSPROP,
                number(all, "learning_rate"),
                number(all, "sgd_factor"),
                all.get("schedule").equals("cosine") ? Schedule.COSINE : Schedule.EXPONENTIAL,
                number(all, "final_rate"),
                number(all, "warmup_epochs"),
                (int) number(all, "batch_size"),
                number(all, "weight_decay"),
                number(all, "label_smoothing"),
                number(all, "dropout"),
                number(all, "stochastic_depth"),
                number(all, "mixup"),
                on(all.get("ema")),
                number(all, "ema_decay"),
                number(all, "auto_augment"),
                number(all, "rand_augment"),
                (int) number(all, "crop"),
                on(all.get("flip")));
    }

    /** All settings by name as {@link #of} takes them, defaults included. */
    public static Map<String, String> complete(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        settings.forEach(all::replace);
        return all;
    }

    /** What is wrong with a setting, if anything is. */
    public static Optional<String> fault(String name, String value) {
        return switch (name) {
            case "optimizer" -> oneOf(name, value, "rmsprop", "sgd");
            case "schedule" -> oneOf(name, value, "exponential", "cosine");
            case "ema", "flip" -> oneOf(name, value, "on", "off", "true", "false");
            case "learning_rate" -> within(name, value, 1e-9, 10);
            case "sgd_factor" -> within(name, value, 1e-3, 1000);
            case "final_rate" -> within(name, value, 1e-9, 1);
            case "warmup_epochs" -> within(name, value, 0, 1000);
            case "batch_size" -> wholeWithin(name, value, 2, 65536);
            case "weight_decay", "label_smoothing", "auto_augment" -> within(name, value, 0, 1);
            case "dropout", "stochastic_depth", "ema_decay" -> within(name, value, 0, 0.999999);
            case "mixup" -> within(name, value, 0, 100);
            case "rand_augment" -> within(name, value, 0, 10);
            case "crop" -> wholeWithin(name, value, 0, 1024);
            default -> Optional.of("no recipe has \"" + name + "\"");
        };
    }

    /** The learning rate that the schedule starts from. */
    public double peakRate() {
        return optimizer == Optimizer.SGD ? learningRate * sgdFactor : learningRate;
    }

    /**
     * The learning rate of one step.
     *
     * @param epoch how many epochs have passed, with fraction
     * @param epochs of the whole training, even if it will be stopped early
     */
    public double rate(double epoch, double epochs) {
        double warmup = Math.min(warmupEpochs, epochs / 2);
        if (epoch < warmup) {
            return peakRate() * epoch / warmup;
        }
        return peakRate() * schedule.factor((epoch - warmup) / (epochs - warmup), finalRate);
    }

    private static boolean on(String value) {
        return value.equals("on") || value.equals("true");
    }

    private static double number(Map<String, String> all, String name) {
        return Double.parseDouble(all.get(name));
    }

    private static Optional<String> oneOf(String name, String value, String... known) {
        return List.of(known).contains(value)
                ? Optional.empty()
                : Optional.of(name + " must be one of " + String.join(", ", known) + ", not \"" + value + "\"");
    }

    private static Optional<String> within(String name, String value, double least, double most) {
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // reported below like a number out of range
        }
        return Optional.of(name + " must be a number from " + least + " to " + most + ", not \"" + value + "\"");
    }

    private static Optional<String> wholeWithin(String name, String value, int least, int most) {
        if (value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
            return Optional.empty();
        }
        return Optional.of(name + " must be a whole number from " + least + " to " + most + ", not \"" + value + "\"");
    }
}
