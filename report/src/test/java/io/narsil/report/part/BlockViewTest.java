package io.narsil.report.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.detector.DetectorForm;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockViewTest {
    private static final Network NETWORK = Zoo.get("efficientnet-lite0").with("lite", 3, 64, 5);

    private static void costsTheSame(Architecture network, List<BlockView> blocks) {
        assertThat(blocks.stream().mapToLong(BlockView::macs).sum())
                .isEqualTo(network.cost().macs());
        assertThat(blocks.stream().mapToLong(BlockView::params).sum())
                .isEqualTo(network.cost().params());
    }

    @Test
    void blocksCostTogetherWhatTheNetworkDoes() {
        costsTheSame(NETWORK, BlockView.of(NETWORK));
    }

    /** Its head has no classifier, and what lies behind the last stage that it reads is not drawn. */
    @Test
    void aDetectorIsDrawnWithItsNeckAndHead() {
        Architecture detector = new DetectorForm(64, 1).of(NETWORK);
        List<BlockView> blocks = BlockView.of(detector);
        costsTheSame(detector, blocks);
        assertThat(blocks)
                .extracting(BlockView::name)
                .endsWith("neck.32", "neck.16", "neck.8", "detect.1", "detect")
                .noneMatch(name -> name.startsWith("head"));
    }
}
