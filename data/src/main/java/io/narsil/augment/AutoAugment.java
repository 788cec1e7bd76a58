package io.narsil.augment;

import static io.narsil.augment.Operation.AUTO_CONTRAST;
import static io.narsil.augment.Operation.COLOR;
import static io.narsil.augment.Operation.CONTRAST;
import static io.narsil.augment.Operation.EQUALIZE;
import static io.narsil.augment.Operation.INVERT;
import static io.narsil.augment.Operation.POSTERIZE;
import static io.narsil.augment.Operation.ROTATE;
import static io.narsil.augment.Operation.SHARPNESS;
import static io.narsil.augment.Operation.SHEAR_X;
import static io.narsil.augment.Operation.SOLARIZE;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The policy that AutoAugment found on ImageNet (Cubuk et al., arXiv:1805.09501, table 9), with which FBNetV3 is trained.
 *
 * @param probability chance that an image goes through the policy at all
 */
public record AutoAugment(double probability) implements Augmentation {
    private static final double HIGHEST_LEVEL = 9;

    private static final List<List<Step>> POLICY = List.of(
            List.of(step(POSTERIZE, 0.4, 8), step(ROTATE, 0.6, 9)),
            List.of(step(SOLARIZE, 0.6, 5), step(AUTO_CONTRAST, 0.6, 0)),
            List.of(step(EQUALIZE, 0.8, 0), step(EQUALIZE, 0.6, 0)),
            List.of(step(POSTERIZE, 0.6, 7), step(POSTERIZE, 0.6, 6)),
            List.of(step(EQUALIZE, 0.4, 0), step(SOLARIZE, 0.2, 4)),
            List.of(step(EQUALIZE, 0.4, 0), step(ROTATE, 0.8, 8)),
            List.of(step(SOLARIZE, 0.6, 3), step(EQUALIZE, 0.6, 0)),
            List.of(step(POSTERIZE, 0.8, 5), step(EQUALIZE, 1.0, 0)),
            List.of(step(ROTATE, 0.2, 3), step(SOLARIZE, 0.6, 8)),
            List.of(step(EQUALIZE, 0.6, 0), step(POSTERIZE, 0.4, 6)),
            List.of(step(ROTATE, 0.8, 8), step(COLOR, 0.4, 0)),
            List.of(step(ROTATE, 0.4, 9), step(EQUALIZE, 0.6, 0)),
            List.of(step(EQUALIZE, 0.0, 0), step(EQUALIZE, 0.8, 0)),
            List.of(step(INVERT, 0.6, 0), step(EQUALIZE, 1.0, 0)),
            List.of(step(COLOR, 0.6, 4), step(CONTRAST, 1.0, 8)),
            List.of(step(ROTATE, 0.8, 8), step(COLOR, 1.0, 2)),
            List.of(step(COLOR, 0.8, 8), step(SOLARIZE, 0.8, 7)),
            List.of(step(SHARPNESS, 0.4, 7), step(INVERT, 0.6, 0)),
            List.of(step(SHEAR_X, 0.6, 5), step(EQUALIZE, 1.0, 0)),
            List.of(step(COLOR, 0.4, 0), step(EQUALIZE, 0.6, 0)),
            List.of(step(EQUALIZE, 0.4, 0), step(SOLARIZE, 0.2, 4)),
            List.of(step(SOLARIZE, 0.6, 5), step(AUTO_CONTRAST, 0.6, 0)),
            List.of(step(INVERT, 0.6, 0), step(EQUALIZE, 1.0, 0)),
            List.of(step(COLOR, 0.6, 4), step(CONTRAST, 1.0, 8)),
            List.of(step(EQUALIZE, 0.8, 0), step(EQUALIZE, 0.6, 0)));

    private record Step(Operation operation, double probability, double level) {}

    private static Step step(Operation operation, double probability, int level) {
        return new Step(operation, probability, level / HIGHEST_LEVEL);
    }

    @Override
    public Picture vary(Picture picture, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return picture;
        }
        Picture varied = picture;
        for (Step step : POLICY.get(random.nextInt(POLICY.size()))) {
            if (random.nextDouble() < step.probability()) {
                boolean back = step.operation().signed() && random.nextBoolean();
                varied = step.operation().apply(varied, back ? -step.level() : step.level());
            }
        }
        return varied;
    }
}
