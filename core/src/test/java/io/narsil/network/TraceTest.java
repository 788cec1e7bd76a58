package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void operationsAddUpToTheWhole() {
        for (String name : Zoo.names()) {
            Network network = Zoo.get(name);
            // Memory too: between blocks only one edge is alive, so the whole needs what its neediest block needs.
            assertThat(Trace.cost(Trace.of(network))).as(name).isEqualTo(network.cost());
        }
    }

    /** By hand: 8x8 images; the residual (8x64 values) waits while the depthwise output (8x64) becomes the projection. */
    @Test
    void theResidualCountsWhileItWaits() {
        Network network = Network.of(
                "n",
                1,
                8,
                2,
                List.of(
                        new ConvBlock(3, 8, 1, Activation.RELU, 1),
                        new MBConv(3, 1, 8, 1, Squeeze.NONE, Activation.RELU, 1),
                        new Classifier(true)));
        List<Trace.Operation> operations = Trace.of(network);
        assertThat(operations)
                .extracting(Trace.Operation::type)
                .containsExactly("conv bn relu", "depthwise bn relu", "pointwise bn", "add", "pool", "linear");
        assertThat(Trace.peakActivationBytes(operations)).isEqualTo(4 * 3 * 8 * 64);
    }
}
