package io.narsil.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchWorkTest {
    private static final DataSpec FASHION = DataSpec.of("fashion", Optional.empty());

    @Test
    void withoutAWishSmallAndLargeNetworksAreMeasured() {
        List<BenchWork> works = BenchWork.of(FASHION, Optional.empty(), Optional.empty(), false);
        assertThat(works).extracting(BenchWork::name).containsExactly("training-small", "training-large");
        assertThat(works.get(0).networks()).hasSize(4).allMatch(n -> n.cost().macs() <= 5_000_000);
        assertThat(works.get(1).networks())
                .hasSize(4)
                .allMatch(n -> n.cost().macs() >= 10_000_000 && n.cost().macs() <= 20_000_000);
        assertThat(works.get(0).data().train().count()).isEqualTo(2_048);
        assertThat(works.get(0).data().validation().count()).isEqualTo(204);
    }

    @Test
    void aBudgetOrANetworkIsMeasuredAlone() {
        Budget budget = new Budget("all", Map.of(Measure.MACS, 800_000L));
        List<BenchWork> works = BenchWork.of(FASHION, Optional.of(budget), Optional.empty(), false);
        assertThat(works).singleElement().extracting(BenchWork::name).isEqualTo("training");
        assertThat(works.get(0).networks()).allMatch(n -> n.cost().macs() <= 800_000);

        Network own = network(1);
        assertThat(BenchWork.of(FASHION, Optional.empty(), Optional.of(own), false))
                .singleElement()
                .satisfies(w -> assertThat(w.networks()).containsExactly(own));
    }

    @Test
    void aNetworkTakesTheImagesAndALargeOneFewerOfThem() {
        BenchWork other = BenchWork.of(FASHION, Optional.empty(), Optional.of(network(3)), false)
                .get(0);
        assertThat(other.networks()).singleElement().isEqualTo(network(1));
        assertThat(other.data().train().count()).isEqualTo(2_048);

        Network large = Zoo.get("efficientnet-b7");
        BenchWork fewer = BenchWork.of(FASHION, Optional.empty(), Optional.of(large), false)
                .get(0);
        long macs = fewer.networks().get(0).cost().macs();
        assertThat(fewer.data().train().count()).isEqualTo((int) Math.max(256, 20_000_000.0 * 2_048 / macs));
        assertThat(fewer.data().train().count()).isLessThan(2_048);
        BenchWork card = BenchWork.of(FASHION, Optional.empty(), Optional.of(large), true)
                .get(0);
        assertThat(card.data().train().count()).isEqualTo(2_048);
    }

    @Test
    void tooFewImagesAreRefused(@TempDir Path folder) throws Exception {
        for (String name : new String[] {"a", "b"}) {
            for (int i = 0; i < 20; i++) {
                write(folder.resolve(name).resolve(i + ".png"));
            }
        }
        DataSpec few = DataSpec.of(folder.toString(), Optional.empty());
        assertThatThrownBy(() -> BenchWork.of(few, Optional.empty(), Optional.empty(), false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("training images, fewer than 2048");
    }

    private static void write(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private static Network network(int channels) {
        return NetworkFile.parse("n", """
                narsil: architecture/1
                name: n
                input: {channels: %d, resolution: 28}
                classes: 10
                blocks:
                  - {block: conv, kernel: 3, channels: 8, stride: 2}
                  - {block: classifier}
                """.formatted(channels));
    }
}
