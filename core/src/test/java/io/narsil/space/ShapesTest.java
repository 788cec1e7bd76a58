package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Cost;
import io.narsil.network.Zoo;
import io.narsil.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shapes that a person would take by hand; published networks are among them. */
class ShapesTest {
    private static SearchSpace shape(String name, int pixels) {
        return Shapes.of(pixels, text -> text).stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The costs of all sizes of a shape, in images of their own resolution. */
    private static List<Cost> costs(SearchSpace space, InputSpec images) {
        StageCosts costs = new StageCosts(space, images);
        String size = space.name().replace('-', '_');
        List<Parameter> parameters = space.parameters();
        Parameter sizes = parameters.stream()
                .filter(p -> p.name().equals(size))
                .findFirst()
                .orElseThrow();
        return sizes.values().stream()
                .map(value -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    // The images' own resolution is the last.
                    parameters.forEach(p -> values.put(
                            p.name(), p.name().equals(size) ? value : p.values().get(p.size() - 1)));
                    return costs.of(space.candidate(values));
                })
                .toList();
    }

    /**
     * He et al. 2016, section 4.2, table 6: ResNet-20 of CIFAR has 0.27M parameters, with shortcuts that have none. Counted by
     * hand: 3 * 9 * 16 for the stem, 6 * 9 * 16^2, 9 * 16 * 32 + 5 * 9 * 32^2 and 9 * 32 * 64 + 5 * 9 * 64^2 for the stages and
     * 64 * 10 for the classifier are 268,336; the two 1x1 convolutions of shortcuts here add 16 * 32 + 32 * 64.
     */
    @Test
    void ofCifarItIsResNet20() {
        long counted = 3 * 9 * 16
                + 6 * 9 * 16 * 16
                + (9 * 16 * 32 + 5 * 9 * 32 * 32)
                + (9 * 32 * 64 + 5 * 9 * 64 * 64)
                + 64 * 10
                + (16 * 32 + 32 * 64);
        assertThat(counted).isEqualTo(270_896);
        // 40.55M for the same layers (the paper's authors name none), and 2 * 16^2 * 512 for the shortcuts.
        assertThat(costs(shape("residual", 32), new InputSpec(3, 32, 10)))
                .anyMatch(c -> c.params() == counted && c.macs() == 40_551_040 + 2 * 16 * 16 * 512);
    }

    /** What the zoo's file costs equals timm's and torchvision's to the digit. */
    @Test
    void ofImageNetItIsResNet18() {
        assertThat(costs(shape("residual", 224), new InputSpec(3, 224, 1000)))
                .contains(Zoo.get("resnet-18").cost());
    }

    /** Torchvision's mobilenet_v2 has 300,774,272 multiply-adds and 3,504,872 trained numbers. */
    @Test
    void ofImageNetItIsMobileNetV2() {
        assertThat(costs(shape("inverted-residual", 224), new InputSpec(3, 224, 1000)))
                .anyMatch(c -> c.macs() == 300_774_272 && c.trainable() == 3_504_872);
    }

    @Test
    void imagesOfAllSizesBetweenTheirsHaveBothAndOthersNone() {
        for (int pixels = 24; pixels <= 320; pixels++) {
            assertThat(Shapes.of(pixels, text -> text)).as(pixels + " pixels").hasSize(2);
        }
        assertThat(Shapes.of(23, text -> text)).isEmpty();
        assertThat(Shapes.of(321, text -> text)).isEmpty();
    }

    /** Were two steps far apart, the largest that fits would leave much of a budget. */
    @Test
    void fromOneStepToTheNextLittleIsLeftOut() {
        for (int pixels : new int[] {24, 28, 32, 48, 64, 96, 128, 224}) {
            for (SearchSpace shape : Shapes.of(pixels, text -> text)) {
                List<Long> macs = costs(shape, new InputSpec(3, pixels, 10)).stream()
                        .map(Cost::macs)
                        .sorted()
                        .toList();
                for (int i = 1; i < macs.size(); i++) {
                    assertThat((double) macs.get(i) / macs.get(i - 1))
                            .as(shape.name() + " of " + pixels + " pixels after " + macs.get(i - 1))
                            .isLessThan(1.6);
                }
            }
        }
    }

    @Test
    void recipesAreWholeAndThoseOfLongTrainingsAreOthers() {
        for (SearchSpace shape : Shapes.of(32, text -> text)) {
            Parameter epochs = shape.parameters().stream()
                    .filter(p -> p.name().equals(Shapes.EPOCHS))
                    .findFirst()
                    .orElseThrow();
            assertThat(epochs.values().get(0)).isEqualTo("1");
            int place = shape.parameters().indexOf(epochs);
            List<Recipe> recipes = epochs.values().stream()
                    .map(value -> {
                        int[] genes = new int[shape.parameters().size()];
                        genes[place] = epochs.values().indexOf(value);
                        return Recipe.of(shape.recipe(shape.candidate(genes)));
                    })
                    .toList();
            assertThat(recipes).doesNotHaveDuplicates();
        }
    }
}
