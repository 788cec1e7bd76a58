package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.Tap;
import io.narsil.random.Seeds;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spaces that follow the size of the images: the shipped ones, and the language in which anybody can write another. */
class ScaledSpaceTest {
    private static final String HEAD = """
            narsil: space/1
            name: mine
            """;

    private static final String MINE = HEAD + """
            input: {smallest: 24, largest: 128, resolution: {by_input: {24: 100%, 64: {from: 50%, to: 100%, step: 16}}}}
            stages:
              - {block: conv, kernel: 3, channels: [8, {by_input: {64: 16}}], stride: {by_input: {24: 1, 64: 2}}}
              - {by_input: {64: {block: mbconv, kernel: 3, expansion: 2, channels: 16, depth: {from: 1, to: {by_input: {24: 2, 96: 4}}}}}}
              - {block: mbconv, kernel: 3, expansion: [2, 3], channels: 24, stride: 2}
              - {block: classifier}
            recipe:
              crop: {by_input: {24: [0, 2], 64: 8}}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyValueFollowsTheImages() {
        SearchSpace small = SpaceFile.parse("m.yaml", MINE, 32);
        assertThat(small.parameters().stream().map(Parameter::name)).containsExactly("stage2.expansion", "crop");
        assertThat(small.resolution().values()).containsExactly("32");
        assertThat(small.stages()).hasSize(3);

        SearchSpace large = SpaceFile.parse("m.yaml", MINE, 100);
        assertThat(large.parameters().stream().map(p -> p.name() + p.values()))
                .containsExactly(
                        "resolution[64, 80, 96]",
                        "stage1.channels[8, 16]",
                        "stage2.depth[1, 2, 3, 4]",
                        "stage3.expansion[2, 3]");
        assertThat(large.recipe().get("crop").values()).containsExactly("8");
        assertThat(SpaceFile.parse("m.yaml", MINE, 64).resolution().values()).containsExactly("32", "48", "64");
    }

    @Test
    void outsideItsSizesItIsThatOfTheNearest() {
        assertThat(SpaceFile.parse("m.yaml", MINE, 500).resolution().values())
                .containsExactly("64", "80", "96", "112", "128");
        assertThat(SpaceFile.parse("m.yaml", MINE, 8).resolution().values()).containsExactly("24");
    }

    @Test
    void withoutImagesThereIsNoSuchSpace() {
        assertThatThrownBy(() -> SpaceFile.parse("m.yaml", MINE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this space depends on the size of the images");
    }

    @Test
    void mistakesAreFoundForAllSizesAtOnce() throws Exception {
        Path file = folder.resolve("m.yaml");
        Files.writeString(file, HEAD + """
                input: {smallest: 24, largest: 128, resolution: {from: 120%, to: 100%}}
                stages:
                  - {block: conv, kernel: 3, channels: [8, 16], stride: {by_input: {24: 1, 64: 2}, rest: 1}}
                  - {by_input: {64: {block: mbconv, kernel: 4, expansion: 2, channels: 16}}}
                  - {block: mbconv, kernel: 3, expansion: {by_input: 3}, channels: {by_input: {64: 24, 32: 8}}}
                  - {block: conv, kernel: 3, channels: {by_input: {small: 8}}}
                  - {block: classifier}
                """);
        assertThatThrownBy(() -> SpaceFile.check(file))
                .hasMessageContaining(
                        "m.yaml:3: \"input.resolution.from\" must be a share of the images' size from 1% to 100%, not \"120%\"")
                .hasMessageContaining("m.yaml:5: \"by_input\" stands alone")
                .hasMessageContaining("m.yaml:6: a kernel must be odd, not 4")
                .hasMessageContaining(
                        "m.yaml:7: \"by_input\" must say values for sizes of images in pixels. Maybe by_input: {24: 1, 64: 2}.")
                .hasMessageContaining("m.yaml:7: the sizes under \"by_input\" must rise")
                .hasMessageContaining(
                        "m.yaml:8: \"by_input\" has sizes of images in pixels as its keys, not \"small\"");
        Files.writeString(file, MINE);
        SpaceFile.check(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scaled", "mixed"})
    void theShippedOnesSpanAFactorOfAHundredAndEndInAFewPixels(String name) {
        for (int pixels : new int[] {24, 25, 28, 40, 41, 64, 67, 80, 81, 96, 160, 161, 224, 320}) {
            SearchSpace space = SpaceFile.shipped(name, pixels);
            InputSpec images = new InputSpec(3, pixels, 10);
            StageCosts costs = new StageCosts(space, images);
            long least = costs.of(Extremes.smallest(costs, Measure.MACS)).macs();
            long most = costs.of(Extremes.largest(costs, Measure.MACS)).macs();
            assertThat(most).as("%d pixels", pixels).isGreaterThanOrEqualTo(100 * least);
            assertThat(least).as("%d pixels", pixels).isLessThan(15_000_000);
            RandomGenerator random = new Seeds(1).stream(name, pixels);
            for (int i = 0; i < 100; i++) {
                Network network = space.network(space.random(random), images);
                List<Tap> taps = network.taps();
                int last = last(network.resolution(), taps.get(taps.size() - 1).reduction());
                assertThat(network.resolution()).isBetween((int) Math.ceil(0.6 * pixels), pixels);
                assertThat(last)
                        .as("%d of %d pixels", network.resolution(), pixels)
                        .isBetween(pixels < 25 ? 3 : 4, 10);
            }
        }
    }

    private static int last(int resolution, int reduction) {
        int size = resolution;
        for (int r = reduction; r > 1; r /= 2) {
            size = (size + 1) / 2;
        }
        return size;
    }
}
