package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a space may say of the values that are believed to be good. */
class PriorTest {
    private static SearchSpace space(String... recipe) {
        return SpaceFile.parse("s.yaml", text(recipe), 32);
    }

    private static String text(String... recipe) {
        return """
                narsil: space/1
                name: s
                parameters:
                  width: {from: 8, to: 24, step: 8, prior: 16}
                stages:
                  - {block: conv, kernel: {values: [3, 5], prior: 5}, channels: $width, stride: 2}
                  - {block: basic, kernel: 3, channels: {by: $width, values: [8, 16, 24]}, activation: {values: [relu, swish], prior: swish}}
                  - {block: classifier}
                recipe:
                """ + "  " + String.join("\n  ", recipe) + "\n";
    }

    private static Parameter of(SearchSpace space, String name) {
        return space.parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String believed(SearchSpace space, String name, int epochs) {
        Parameter parameter = of(space, name);
        OptionalInt value = parameter.prior().at(epochs);
        return value.isPresent() ? parameter.values().get(value.getAsInt()) : "nothing";
    }

    @Test
    void anyValuesMayHaveOne() {
        SearchSpace space = space(
                "dropout: {from: 0, to: 0.3, step: 0.1, prior: 0.10}",
                "weight_decay: {values: [0.0001, 0.0005, 0.001], prior: 5e-4}",
                "optimizer: {values: [sgd, rmsprop], prior: rmsprop}",
                "sgd_factor: {values: [5, 10], prior: 10, when: {optimizer: sgd}}",
                "mixup: [0, 0.2]");
        assertThat(believed(space, "width", 1)).isEqualTo("16");
        assertThat(believed(space, "stage1.kernel", 1)).isEqualTo("5");
        assertThat(believed(space, "stage2.activation", 1)).isEqualTo("swish");
        assertThat(believed(space, "dropout", 1)).isEqualTo("0.1");
        assertThat(believed(space, "weight_decay", 1)).isEqualTo("0.0005");
        assertThat(believed(space, "mixup", 1)).isEqualTo("nothing");
        assertThat(of(space, "mixup").prior()).isEqualTo(Prior.NONE);
    }

    @Test
    void oneMayDependOnHowLongTrainingsAre() {
        SearchSpace space = space("dropout: {values: [0, 0.1, 0.2], prior: {by_epochs: {5: 0, 30: 0.1, 100: 0.2}}}");
        assertThat(believed(space, "dropout", 0)).isEqualTo("0");
        assertThat(believed(space, "dropout", 1)).isEqualTo("0");
        assertThat(believed(space, "dropout", 29)).isEqualTo("0");
        assertThat(believed(space, "dropout", 30)).isEqualTo("0.1");
        assertThat(believed(space, "dropout", 99)).isEqualTo("0.1");
        assertThat(believed(space, "dropout", 5000)).isEqualTo("0.2");
        Parameter dropout = of(space, "dropout");
        assertThat(dropout.prior().text(dropout.values())).isEqualTo("0 from 5, 0.1 from 30, 0.2 from 100 epochs on");
        assertThat(of(space, "width").prior().text(List.of("a", "b", "c"))).isEqualTo("b");
    }

    @Test
    void oneMayDependOnTheSizeOfImages() {
        String crop = text("crop: {values: [0, 2, 4], prior: {by_input: {24: 2, 64: 4}}}");
        assertThat(believed(SpaceFile.parse("s.yaml", crop, 63), "crop", 1)).isEqualTo("2");
        assertThat(believed(SpaceFile.parse("s.yaml", crop, 64), "crop", 1)).isEqualTo("4");
        assertThat(believed(SpaceFile.parse("s.yaml", crop, 23), "crop", 1)).isEqualTo("nothing");
    }

    @Test
    void oneOfResolutionsThatFollowImagesMayBeAShareOfTheirSize() {
        String yaml = text("mixup: [0, 0.2]")
                .replace("parameters:", "input: {resolution: {from: 60%, to: 100%, step: 8, prior: 80%}}\nparameters:");
        assertThat(believed(SpaceFile.parse("s.yaml", yaml, 96), "resolution", 1))
                .isEqualTo("80");
        assertThat(believed(SpaceFile.parse("s.yaml", yaml, 224), "resolution", 1))
                .isEqualTo("176");
        String pixels = yaml.replace("80%", "90");
        assertThat(believed(SpaceFile.parse("s.yaml", yaml.replace("80%", "88"), 96), "resolution", 1))
                .isEqualTo("88");
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", pixels, 96))
                .hasMessageContaining(
                        "s.yaml:3: \"input.resolution.prior\" must be one of the values, 64, 72, 80, 88, 96")
                .hasMessageContaining("not \"90\". Maybe 88.");
    }

    /** A belief changes no candidate: what was trained before it was said is the same afterwards. */
    @Test
    void candidatesAreTheSame() {
        SearchSpace with = space("dropout: {values: [0, 0.1], prior: 0.1}");
        SearchSpace without = space("dropout: [0, 0.1]");
        int[] genes = {1, 0, 1, 1};
        assertThat(with.candidate(genes).fingerprint())
                .isEqualTo(without.candidate(genes).fingerprint());
    }

    @Test
    void allFaultsComeTogetherWithTheirLines() {
        assertThatThrownBy(() -> space(
                        "dropout: {from: 0, to: 0.3, step: 0.1, prior: 0.15}",
                        "weight_decay: {values: [0.0001, 0.0005], prior: 0.001}",
                        "optimizer: {values: [sgd, rmsprop], prior: sdg}",
                        "mixup: {values: [0.2], prior: 0.2}",
                        "label_smoothing: {values: [0, 0.1], prior: [0, 0.1]}",
                        "stochastic_depth: {values: [0, 0.1], prior: {by_epochs: {30: 0, 10: 0.1}}}",
                        "crop: {values: [0, 2], prior: {by_epochs: {few: 0, 10: 3}}}",
                        "ema: {values: [off, on], prior: {by_epochs: on}}",
                        "flip: {values: [off, on], prior: {by_epoch: {1: on}}}",
                        "sgd_factor: {by: $width, values: [5, 10, 20], prior: 10}"))
                .hasMessageContaining(
                        "s.yaml:10: \"recipe.dropout.prior\" must be one of the values, 0, 0.1, 0.2, 0.3, not \"0.15\". Maybe 0.1.")
                .hasMessageContaining("s.yaml:11: \"recipe.weight_decay.prior\" must be one of the values")
                .hasMessageContaining("not \"0.001\". Maybe 0.0005.")
                .hasMessageContaining("s.yaml:12: \"recipe.optimizer.prior\" must be one of the values")
                .hasMessageContaining("not \"sdg\". Maybe \"sgd\".")
                .hasMessageContaining(
                        "s.yaml:13: \"recipe.mixup.prior\" is a belief about values to choose from, and there is one alone")
                .hasMessageContaining("s.yaml:14: \"recipe.label_smoothing.prior\" must be a single value")
                .hasMessageContaining(
                        "s.yaml:15: the numbers of epochs under \"recipe.stochastic_depth.prior.by_epochs\" must rise, and 10 comes after 30")
                .hasMessageContaining(
                        "s.yaml:16: \"recipe.crop.prior.by_epochs\" has numbers of epochs as its keys, not \"few\". Maybe by_epochs: {1: 0, 30: 2}.")
                .hasMessageContaining("not \"3\". Maybe 2.")
                .hasMessageContaining("s.yaml:17: \"recipe.ema.prior.by_epochs\" must say values for numbers of epochs")
                .hasMessageContaining("s.yaml:18: unknown key \"recipe.flip.prior.by_epoch\". Maybe \"by_epochs\".")
                .hasMessageContaining("s.yaml:19: what follows a parameter has no belief of its own");
    }

    @Test
    void aChoiceIsWrittenAsItIsRead() {
        for (String yaml : List.of(
                "0.1",
                "[0, 0.1]",
                "{values: [0, 0.1], prior: {by_epochs: {1: 0.1}}}",
                "{values: [0, 0.1, 0.2], prior: {by_epochs: {1: 0, 30: 0.2}}}")) {
            Problems problems = new Problems();
            Choice choice = Choice.read(
                    ConfigFile.parse("c", "c: " + yaml + "\n", problems).at("c"));
            problems.throwIfAny();
            assertThat(choice.text()).isEqualTo(yaml);
        }
    }
}
