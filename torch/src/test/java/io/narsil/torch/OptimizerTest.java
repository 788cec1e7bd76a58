package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.recipe.OptimizerKinds;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trajectories of tools/optimizers.py, which follows the published formulas in double precision. */
class OptimizerTest {
    @ParameterizedTest
    @CsvSource({
        "sgd, -0.556200000, 1.112400000, -0.278100000",
        "rmsprop, -0.491710506, 0.436189675, -0.282241547",
    })
    void fiveStepsGoWhereTheFormulaGoes(String key, double first, double second, double third) {
        float[] values = {1, -2, 0.5f};
        Tensor weights = torch.zeros(3);
        FloatPointer pointer = new FloatPointer(weights.data_ptr_float());
        pointer.put(values, 0, 3);
        Optimizer optimizer = Optimizers.of(key, weights);
        for (int t = 0; t < 5; t++) {
            optimizer.step(weights, weights.mul(new Scalar(t + 1.0)), 0.1);
        }
        pointer.get(values, 0, 3);
        // Five steps of at most eight roundings each; nothing that is added up is larger than the last gradient of -2.
        Offset<Double> rounding = within(5 * 2 * Rounding.sum(5 * 8, Rounding.FLOAT));
        assertThat((double) values[0]).isCloseTo(first, rounding);
        assertThat((double) values[1]).isCloseTo(second, rounding);
        assertThat((double) values[2]).isCloseTo(third, rounding);
    }

    @Test
    void oneThatIsNotComputedHereIsAnErrorAndNoOther() {
        assertThatThrownBy(() -> Optimizers.of("adam", torch.zeros(1)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "optimizer: adam: recipes may name it, but the built-in trainer does not compute it")
                .hasMessageContaining("Maybe add the library with its io.narsil.torch.OptimizerFactory");
    }

    @Test
    void everyBuiltInOneThatRecipesMayNameIsComputed() {
        assertThat(OptimizerKinds.byKey()).containsKeys("rmsprop", "sgd");
        OptimizerKinds.byKey()
                .keySet()
                .forEach(key -> assertThat(Optimizers.of(key, torch.zeros(1))).isNotNull());
    }
}
