package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zeros around an image, as TensorFlow and as PyTorch count them. */
class PaddingTest {
    /**
     * From the rule in TensorFlow's documentation of {@code tf.nn.convolution}: k - s zeros in all where s divides the size,
     * otherwise k - size % s, at least none; the one more at the end.
     */
    @ParameterizedTest
    @CsvSource({
        "224, 3, 2, 0, 1, 112", "225, 3, 2, 1, 1, 113", "112, 3, 1, 1, 1, 112", "56, 5, 2, 1, 2, 28",
                "57, 5, 2, 2, 2, 29",
        "14, 5, 2, 1, 2, 7", "7, 3, 1, 1, 1, 7", "10, 3, 4, 0, 1, 3", "9, 5, 4, 2, 2, 3", "8, 1, 2, 0, 0, 4",
        "7, 2, 1, 0, 1, 7", "1, 5, 2, 2, 2, 1", "2, 5, 1, 2, 2, 2", "8, 3, 4, 0, 0, 2"
    })
    void sameIsTensorFlows(int size, int kernel, int stride, int before, int after, int out) {
        Padding same = PaddingStyle.SAME.of(kernel);
        assertThat(same.ends(size, kernel, stride)).isEqualTo(new Padding.Ends(before, after));
        assertThat(same.output(size, kernel, stride)).isEqualTo(out);
        int zeros = Math.max(0, kernel - (size % stride == 0 ? stride : size % stride));
        assertThat(before + after).isEqualTo(zeros);
    }

    /** So that costs do not depend on the style where kernels are odd, as those of spaces are. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void ofOddKernelsBothStylesGiveTheSameSizes(int kernel) {
        for (int size = 1; size < 70; size++) {
            for (int stride = 1; stride < 6; stride++) {
                assertThat(PaddingStyle.SAME.of(kernel).output(size, kernel, stride))
                        .isEqualTo(PaddingStyle.HALF.of(kernel).output(size, kernel, stride));
            }
        }
    }

    /** The sizes at which the published networks pad alike in both styles: one more than a multiple of the reduction, 32. */
    @ParameterizedTest
    @CsvSource({"224, false", "225, true", "240, false", "257, true", "97, true", "96, false", "75, false"})
    void theStylesAreOneAtOneMoreThanAMultipleOfTheReduction(int size, boolean one) {
        Network network = Zoo.get("efficientnet-lite0");
        Network sized = network.with(network.name(), 3, size, 10);
        boolean even = true;
        for (Trace.Operation o : Trace.of(sized)) {
            if (o.kernel() > 0) {
                int in = o.inputs().get(0).shape().height();
                Padding.Ends same = PaddingStyle.SAME.of(o.kernel()).ends(in, o.kernel(), o.stride());
                even &= same.equals(new Padding.Ends(o.kernel() / 2, o.kernel() / 2));
            }
        }
        assertThat(even).isEqualTo(one);
    }
}
