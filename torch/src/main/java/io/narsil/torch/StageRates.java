package io.narsil.torch;

import io.narsil.network.Architecture;
import io.narsil.recipe.Recipe;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Learning rates of a network's stages where they are not all alike: that of the head, times the recipe's decay for each stage
 * down to the stem, and none in frozen ones.
 *
 * <p>The optimizer takes its step with the head's rate, and of that step each stage goes its share. For every optimizer whose
 * step is a multiple of its rate, as both of this package have it, that is the step with the stage's own rate.
 */
final class StageRates {
    private static final String STAGE = "stage";

    private final Tensor shares;

    private StageRates(Tensor shares) {
        this.shares = shares;
    }

    /** The rates of a recipe; nothing where all stages have the same. */
    static Optional<StageRates> of(Architecture network, Recipe recipe, Weights weights) {
        if (recipe.rateDecay() == 1 && recipe.frozenStages() == 0) {
            return Optional.empty();
        }
        Tensor shares = weights.trained().new_zeros(weights.trained().numel());
        int head = network.stageCount() + 1;
        for (Layout.Slot slot : weights.layout().slots()) {
            if (slot.role() != Layout.Role.STATISTIC) {
                double share = frozen(slot.name(), recipe)
                        ? 0
                        : Math.pow(recipe.rateDecay(), head - Math.min(head, stage(slot.name())));
                shares.narrow(0, slot.offset(), slot.size()).fill_(new Scalar(share));
            }
        }
        return Optional.of(new StageRates(shares));
    }

    /** Whether what has this name, a layer or one of its arrays, stays as it is in trainings by a recipe. */
    static boolean frozen(String name, Recipe recipe) {
        return stage(name) <= recipe.frozenStages();
    }

    /** The number of the stage, from 1, of what is called {@code stage3.1.expand}; the largest number for what is in the head. */
    private static int stage(String name) {
        return name.startsWith(STAGE)
                ? Integer.parseInt(name.substring(STAGE.length(), name.indexOf('.')))
                : Integer.MAX_VALUE;
    }

    /** Takes a step of an optimizer. A share of 0 leaves every bit as it is, and one of 1 is the optimizer's own step. */
    void step(Optimizer optimizer, Tensor weights, Tensor gradients, double rate) {
        Tensor before = weights.clone();
        optimizer.step(weights, gradients, rate);
        weights.copy_(before.lerp(weights, shares));
    }
}
