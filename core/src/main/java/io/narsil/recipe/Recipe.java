package io.narsil.recipe;

import io.narsil.config.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A training recipe.
 *
 * <p>A setting consists of an entry in the table below, a component of this record, and a line in {@link #of}.
 *
 * @param learningRate peak rate of RMSProp
 * @param sgdFactor factor of the rate where the optimizer is SGD; the paper takes 4
 * @param finalRate fraction of the peak rate that is left at the end
 * @param warmupEpochs epochs in which the rate rises linearly from 0
 * @param weightDecay multiple of a weight that is added to its gradient; biases and batch norms have none
 * @param labelSmoothing share of the target that all classes have in common (Szegedy et al. 2016)
 * @param dropout rate before the classifier
 * @param stochasticDepth probability to drop the last residual branch of an image; earlier ones linearly less
 * @param mixup alpha of the beta distribution that mixes pairs of images; 0 for none
 * @param ema use of an exponential moving average (EMA) of the weights, in place of those in training
 * @param emaDecay share of the EMA that is kept in each step
 * @param autoAugment probability that an image goes through AutoAugment's policy
 * @param randAugment strength of RandAugment, 0..10; 0 for none
 * @param crop pixels by which an image is shifted at most, at random
 * @param resizedCrop smallest share of the area that a random window of an image has, which is scaled to its size; 0 or
 *     1 for none
 * @param flip mirroring of images at random
 * @param classWeights power of the inverse frequency of its class by which an image counts in the loss; 0 for all alike, 1
 *     for all classes alike
 * @param rateDecay factor of the rate from each stage to the one before it, from the head down to the stem; 1 for all alike
 * @param frozenStages number of first stages that stay as they are
 * @param zoom share by which what an image shows is made larger or smaller at most, at random; 0 for none
 * @param assignment rule by which a detector's places learn objects; nothing to a network that classifies
 * @param trainingSize share of the network's resolution that images have in training; windows show objects larger than whole
 *     images do, and this much smaller they are of the size again that they have in the end (Touvron et al. 2019,
 *     "FixRes"); 1 for all of it
 */
public record Recipe(
        OptimizerKind optimizer,
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
        double resizedCrop,
        boolean flip,
        double classWeights,
        double rateDecay,
        int frozenStages,
        double zoom,
        PlaceRule assignment,
        double trainingSize) {

    /** All settings by name, in the order in which they are written; filled by the entries that follow. */
    private static final Map<String, RecipeSetting<?>> TABLE = new LinkedHashMap<>();

    private static final RecipeSetting<OptimizerKind> OPTIMIZER =
            add(new RecipeSetting<>("optimizer", "sgd", Domain.oneOf(OptimizerKinds.byKey())));
    private static final RecipeSetting<Double> LEARNING_RATE =
            add(new RecipeSetting<>("learning_rate", "0.025", Domain.number(1e-9, 10)));
    private static final RecipeSetting<Double> SGD_FACTOR =
            add(new RecipeSetting<>("sgd_factor", "4", Domain.number(1e-3, 1000)).when(OPTIMIZER, "sgd"::equals));
    private static final RecipeSetting<Schedule> SCHEDULE =
            add(new RecipeSetting<>("schedule", "exponential", Domain.oneOf(Schedule.BY_WORD)));
    // 0.963 per epoch for the 150 epochs of a candidate, section 4 of the paper
    private static final RecipeSetting<Double> FINAL_RATE =
            add(new RecipeSetting<>("final_rate", "0.0035", Domain.number(1e-9, 1)));
    private static final RecipeSetting<Double> WARMUP_EPOCHS =
            add(new RecipeSetting<>("warmup_epochs", "0", Domain.number(0, 1000)));
    private static final RecipeSetting<Integer> BATCH_SIZE =
            add(new RecipeSetting<>("batch_size", "64", Domain.whole(2, 65536)));
    private static final RecipeSetting<Double> WEIGHT_DECAY =
            add(new RecipeSetting<>("weight_decay", "0.00001", Domain.number(0, 1)));
    private static final RecipeSetting<Double> LABEL_SMOOTHING =
            add(new RecipeSetting<>("label_smoothing", "0.1", Domain.number(0, 1)));
    private static final RecipeSetting<Double> DROPOUT =
            add(new RecipeSetting<>("dropout", "0", Domain.number(0, 0.999999)));
    private static final RecipeSetting<Double> STOCHASTIC_DEPTH =
            add(new RecipeSetting<>("stochastic_depth", "0", Domain.number(0, 0.999999)));
    private static final RecipeSetting<Double> MIXUP = add(new RecipeSetting<>("mixup", "0", Domain.number(0, 100)));
    private static final RecipeSetting<Boolean> EMA = add(new RecipeSetting<>("ema", "off", Domain.SWITCH));
    private static final RecipeSetting<Double> EMA_DECAY =
            add(new RecipeSetting<>("ema_decay", "0.99985", Domain.number(0, 0.999999))
                    .when(EMA, value -> EMA.domain().parser().apply(value).orElse(false)));
    private static final RecipeSetting<Double> AUTO_AUGMENT =
            add(new RecipeSetting<>("auto_augment", "0", Domain.number(0, 1)));
    private static final RecipeSetting<Double> RAND_AUGMENT =
            add(new RecipeSetting<>("rand_augment", "0", Domain.number(0, 10)));
    private static final RecipeSetting<Integer> CROP = add(new RecipeSetting<>("crop", "0", Domain.whole(0, 1024)));
    private static final RecipeSetting<Double> RESIZED_CROP =
            add(new RecipeSetting<>("resized_crop", "0", Domain.number(0, 1)));
    private static final RecipeSetting<Boolean> FLIP = add(new RecipeSetting<>("flip", "off", Domain.SWITCH));
    private static final RecipeSetting<Double> CLASS_WEIGHTS =
            add(new RecipeSetting<>("class_weights", "0", Domain.CLASS_WEIGHTS));
    private static final RecipeSetting<Double> RATE_DECAY =
            add(new RecipeSetting<>("rate_decay", "1", Domain.number(0.01, 1)));
    private static final RecipeSetting<Integer> FROZEN_STAGES =
            add(new RecipeSetting<>("frozen_stages", "0", Domain.whole(0, 1000)));
    private static final RecipeSetting<Double> ZOOM = add(new RecipeSetting<>("zoom", "0", Domain.number(0, 0.5)));
    private static final RecipeSetting<PlaceRule> ASSIGNMENT =
            add(new RecipeSetting<>("assignment", "centre", Domain.oneOf(PlaceRule.BY_WORD)));
    private static final RecipeSetting<Double> TRAINING_SIZE =
            add(new RecipeSetting<>("training_size", "1", Domain.number(0.25, 1)));

    /** The names of all settings of a recipe. */
    public static final List<String> NAMES = List.copyOf(TABLE.keySet());

    /** The names of settings that have a meaning only with certain values of other settings. */
    public static final List<String> DEPENDENT = TABLE.values().stream()
            .filter(RecipeSetting::dependent)
            .map(RecipeSetting::name)
            .toList();

    private static <T> RecipeSetting<T> add(RecipeSetting<T> setting) {
        TABLE.put(setting.name(), setting);
        return setting;
    }

    /**
     * The recipe with these settings, by name; all others have their defaults.
     *
     * @throws IllegalArgumentException where a setting is unknown, or its value outside its domain
     */
    public static Recipe of(Map<String, String> settings) {
        settings.forEach((name, value) -> fault(name, value).ifPresent(fault -> {
            String hint = hint(name, value);
            throw new IllegalArgumentException(hint.isEmpty() ? fault : fault + ". Maybe " + hint);
        }));
        Map<String, String> all = complete(settings);
        return new Recipe(
                OPTIMIZER.in(all),
                LEARNING_RATE.in(all),
                SGD_FACTOR.in(all),
                SCHEDULE.in(all),
                FINAL_RATE.in(all),
                WARMUP_EPOCHS.in(all),
                BATCH_SIZE.in(all),
                WEIGHT_DECAY.in(all),
                LABEL_SMOOTHING.in(all),
                DROPOUT.in(all),
                STOCHASTIC_DEPTH.in(all),
                MIXUP.in(all),
                EMA.in(all),
                EMA_DECAY.in(all),
                AUTO_AUGMENT.in(all),
                RAND_AUGMENT.in(all),
                CROP.in(all),
                RESIZED_CROP.in(all),
                FLIP.in(all),
                CLASS_WEIGHTS.in(all),
                RATE_DECAY.in(all),
                FROZEN_STAGES.in(all),
                ZOOM.in(all),
                ASSIGNMENT.in(all),
                TRAINING_SIZE.in(all));
    }

    /**
     * Whether a training reads a setting.
     *
     * @param values values of the other settings, by name
     */
    public static boolean reads(String name, UnaryOperator<String> values) {
        RecipeSetting<?> setting = TABLE.get(name);
        return setting == null
                || !setting.dependent()
                || setting.when().value().test(values.apply(setting.when().other()));
    }

    /** All settings by name as {@link #of} takes them, defaults included. */
    public static Map<String, String> complete(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        TABLE.forEach((name, setting) -> all.put(name, settings.getOrDefault(name, setting.standard())));
        return all;
    }

    /** What is wrong with a setting, if anything is. */
    public static Optional<String> fault(String name, String value) {
        RecipeSetting<?> setting = TABLE.get(name);
        return setting == null
                ? Optional.of("no recipe has \"" + name + "\"")
                : setting.domain().fault(name, value);
    }

    /** The likely fix of a setting at fault; empty where none is likely. */
    public static String hint(String name, String value) {
        RecipeSetting<?> setting = TABLE.get(name);
        return setting == null ? Nearest.hint(name, NAMES) : setting.domain().hint(value);
    }

    /**
     * The share of a network's activations that it has in training, where images may be smaller.
     *
     * @param settings settings by name, of a trainer that may be another than the built-in one
     * @param resolution side of the images that the network is made for
     */
    public static double shareInTraining(Map<String, String> settings, int resolution) {
        return squared(TrainingSide.of(sound(TRAINING_SIZE, settings), resolution), resolution);
    }

    /**
     * The number of first stages that stay as they are.
     *
     * @param settings settings by name, of a trainer that may be another than the built-in one
     */
    public static int frozenStages(Map<String, String> settings) {
        return sound(FROZEN_STAGES, settings);
    }

    /** A setting's value; the usual one where there is none, or one that only a trainer of one's own understands. */
    private static <T> T sound(RecipeSetting<T> setting, Map<String, String> settings) {
        String text = settings.getOrDefault(setting.name(), setting.standard());
        return setting.domain()
                .parser()
                .apply(text)
                .orElseGet(() -> setting.domain().parse(setting.standard()));
    }

    /**
     * The share of a network's activations that it has in training, where images may be smaller.
     *
     * @param resolution side of the images that the network is made for
     */
    public double shareInTraining(int resolution) {
        return squared(trainingSide(resolution), resolution);
    }

    private static double squared(int side, int resolution) {
        double share = (double) side / resolution;
        return share * share;
    }

    /**
     * The side of the images in training, in pixels: {@link #trainingSize} of the network's, rounded up to what differs from it by steps of 8
     * pixels, up to 64 pixels of 4, below 24 of 1.
     *
     * @param resolution side of the images that the network is made for
     */
    public int trainingSide(int resolution) {
        return TrainingSide.of(trainingSize, resolution);
    }

    /** The learning rate that the schedule starts from. */
    public double peakRate() {
        return optimizer.peakRate(this);
    }

    /**
     * The learning rate of one step.
     *
     * @param epoch number of epochs that have passed, with its fraction
     * @param epochs number of epochs of the whole training, even if it will be stopped early
     */
    public double rate(double epoch, double epochs) {
        double warmup = Math.min(warmupEpochs, epochs / 2);
        if (epoch < warmup) {
            return peakRate() * epoch / warmup;
        }
        return peakRate() * schedule.factor((epoch - warmup) / (epochs - warmup), finalRate);
    }
}
