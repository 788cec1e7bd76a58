package io.narsil.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * RandAugment (Cubuk et al., arXiv:1909.13719): two operations drawn uniformly, both of the same strength.
 *
 * @param strength number from 0 to 10, the greatest change; the paper's magnitude
 */
public record RandAugment(double strength) implements Augmentation {
    /** The strength of the greatest change. */
    public static final double MOST = 10;

    private static final int OPERATIONS = 2;
    /** All but the inversion, as in torchvision. */
    private static final List<Operation> CHOICES =
            List.of(Operation.values()).subList(0, Operation.values().length - 1);

    @Override
    public Picture vary(Picture picture, RandomGenerator random) {
        Picture varied = picture;
        for (int i = 0; i < OPERATIONS; i++) {
            Operation operation = CHOICES.get(random.nextInt(CHOICES.size()));
            double level = strength / MOST;
            varied = operation.apply(varied, operation.signed() && random.nextBoolean() ? -level : level);
        }
        return varied;
    }
}
