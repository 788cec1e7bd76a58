package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.task.ClassScore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeChangesTest {
    private static final String PLAIN = "data: fashion\nbudgets: {a: {macs: 1M}}\n";

    @TempDir
    private Path folder;

    private Study read(String yaml) throws Exception {
        return StudyFile.read(Files.writeString(folder.resolve("mine.yaml"), yaml));
    }

    private static List<String> names(SearchSpace space) {
        return space.parameters().stream().map(Parameter::name).toList();
    }

    @Test
    void aStudyFixesSettingsOfItsSpaceOrSearchesThem() throws Exception {
        Study study = read(PLAIN + "recipe: {class_weights: [0, sqrt, 1], mixup: 0.2, flip: [off, on]}\n");
        SearchSpace space = SpaceFile.parse("space", study.space().text(), 28);
        assertThat(space.recipe().get("mixup").values()).containsExactly("0.2");
        assertThat(space.recipe().get("class_weights").values()).containsExactly("0", "sqrt", "1");
        assertThat(names(space)).contains("class_weights", "flip").doesNotContain("mixup");
    }

    @Test
    void aStudyWithoutThemHasItsSpaceAsItIs() throws Exception {
        assertThat(read(PLAIN).space().text()).isEqualTo(SpaceFile.shippedText("scaled"));
        assertThat(StudyFile.write(read(PLAIN))).doesNotContain("recipe", "score");
    }

    @Test
    void aStudyMayBelieveInOneOfTheValues() throws Exception {
        Study study = read(PLAIN
                + "recipe: {dropout: {from: 0, to: 0.3, step: 0.1, prior: {by_epochs: {1: 0, 30: 0.1}}},"
                + " mixup: {values: [0, 0.2], prior: 0.2}}\n");
        SearchSpace space = SpaceFile.parse("space", study.space().text(), 28);
        assertThat(prior(space, "dropout", 29)).isEqualTo("0");
        assertThat(prior(space, "dropout", 30)).isEqualTo("0.1");
        assertThat(prior(space, "mixup", 30)).isEqualTo("0.2");
        assertThat(space.recipe().get("dropout").values()).containsExactly("0", "0.1", "0.2", "0.3");
        assertThat(read(StudyFile.write(study)).space()).isEqualTo(study.space());
    }

    private static String prior(SearchSpace space, String name, int epochs) {
        Parameter parameter = space.recipe().get(name).parameter().orElseThrow();
        return parameter.values().get(parameter.prior().at(epochs).orElseThrow());
    }

    /** The frozen study is read again from the run folder, whose space has the changes already. */
    @Test
    void theFrozenStudySaysTheSame() throws Exception {
        Study study = read(PLAIN + "score: macro_f1\nrecipe: {class_weights: [0, 1]}\n");
        assertThat(study.score()).isEqualTo(ClassScore.MACRO_F1);
        Study again = read(StudyFile.write(study));
        assertThat(again.score()).isEqualTo(study.score());
        assertThat(again.space()).isEqualTo(study.space());
        Files.writeString(folder.resolve("space.yaml"), study.space().text());
        assertThat(read(PLAIN + "space: space.yaml\nrecipe: {class_weights: [0, 1]}\n")
                        .space()
                        .text())
                .isEqualTo(study.space().text());
    }

    @Test
    void whatNoRecipeMayHaveIsNamedWithItsLine() {
        assertThatThrownBy(() -> read(PLAIN
                        + "recipe: {training_size: 80%, resized_crop: [0.35, 1.5], crop: 2.6, flip: No, dropout: 1}\n"))
                .hasMessageContaining("training_size must be a number from 0.25 to 1.0, not \"80%\". Maybe 0.8.")
                .hasMessageContaining("resized_crop must be a number from 0.0 to 1.0, not \"1.5\". Maybe 1.")
                .hasMessageContaining("not \"2.6\". Maybe 3.")
                .hasMessageContaining("not \"No\". Maybe \"off\".")
                .hasMessageContaining("dropout must be a number from 0.0 to 0.999999, not \"1\".");
        assertThatThrownBy(() ->
                        read(PLAIN + "score: balanced\nrecipe:\n  class_weight: 1\n  mixup: [0, -1]\n  flip: {a: 1}\n"
                                + "  dropout: {values: [0, 2], prior: 0.1, when: x}\n"))
                .hasMessageContaining(
                        "mine.yaml:3: \"score\" must be one of accuracy, balanced_accuracy, macro_f1, not \"balanced\"")
                .hasMessageContaining("mine.yaml:5: no recipe has \"class_weight\". Maybe \"class_weights\"")
                .hasMessageContaining("mixup must be a number")
                .hasMessageContaining("mine.yaml:7: a setting of the recipe has a value, or a list of values")
                .hasMessageContaining("mine.yaml:8: dropout must be")
                .hasMessageContaining(
                        "mine.yaml:8: \"recipe.dropout.prior\" must be one of the values, 0, 2, not \"0.1\"")
                .hasMessageContaining("mine.yaml:8: unknown key \"recipe.dropout.when\"");
    }

    /** The line is the study's, not one of the space's text, which the user did not write. */
    @Test
    void aValueThatStandsInAListTwiceIsAFaultOfTheStudy() {
        assertThatThrownBy(() -> read(PLAIN + "recipe: {optimizer: [sgd, rmsprop, sgd], mixup: [0.2, 0.20]}\n"))
                .hasMessageContaining(
                        "mine.yaml:3: the value sgd stands in this list twice. Maybe remove one of the two.")
                .hasMessageContaining("mine.yaml:3: the value 0.20 stands in this list twice.");
    }
}
