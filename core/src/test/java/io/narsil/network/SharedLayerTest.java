package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A layer that is read twice: it computes twice and has its weights once. */
class SharedLayerTest {
    private static Cost read(Convolution first, Convolution second) {
        CostCounter counter = new CostCounter();
        counter.convolution(new Shape(4, 10, 10), first);
        counter.convolution(new Shape(4, 5, 5), second);
        return counter.total();
    }

    @Test
    void weightsCountOnceAndMultiplicationsAtEachPlace() {
        Convolution c = Convolution.pointwise("c", 4, 6, true);
        Cost cost = read(c, Convolution.pointwise("c", 4, 6, true));
        assertThat(cost.macs()).isEqualTo(24 * (100 + 25));
        assertThat(cost.params()).isEqualTo(24);
        assertThat(cost.trainable()).isEqualTo(24 + 6);
        assertThat(cost.activations()).isEqualTo(6 * (100 + 25));
    }

    @Test
    void oneNameForTwoLayersIsAnError() {
        assertThatThrownBy(() -> read(Convolution.pointwise("c", 4, 6, true), Convolution.pointwise("c", 4, 8, true)))
                .hasMessage("two different layers are called c");
    }

    @Test
    void upsamplingDoublesAndSumsMustMeet() {
        CostCounter counter = new CostCounter();
        Shape twice = counter.upsample(new Shape(3, 5, 4));
        assertThat(twice).isEqualTo(new Shape(3, 10, 8));
        assertThat(counter.sum(twice, new Shape(3, 10, 8))).isEqualTo(twice);
        assertThat(counter.total()).isEqualTo(Cost.ZERO);
        assertThatThrownBy(() -> counter.sum(twice, new Shape(3, 5, 4))).hasMessage("a sum of 3x10x8 and 3x5x4");
    }
}
