package io.narsil.outside;

import io.narsil.recipe.OptimizerKind;
import io.narsil.recipe.Recipe;
import io.narsil.torch.Optimizer;
import io.narsil.torch.OptimizerFactory;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Steps of the same length along the sign of each gradient (Bernstein et al. 2018), as another project would add them. */
public final class SignSgd implements OptimizerFactory {
    static final String KEY = "sign_sgd";

    /** Its word in recipes: a tenth of the recipe's rate. */
    public static final class Kind implements OptimizerKind {
        @Override
        public String key() {
            return KEY;
        }

        @Override
        public double peakRate(Recipe recipe) {
            return recipe.learningRate() / 10;
        }
    }

    private record Steps() implements Optimizer {
        @Override
        public void step(Tensor weights, Tensor gradients, double rate) {
            weights.sub_(gradients.sign(), new Scalar(rate));
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of();
        }
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Optimizer create(Tensor like) {
        return new Steps();
    }
}
