package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.data.DataSpec;
import io.narsil.recipe.Recipe;
import io.narsil.search.Measure;
import io.narsil.space.DetectorSpace;
import io.narsil.study.detection.DetectionRecipe;
import io.narsil.task.BoxScore;
import io.narsil.task.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionNodesTest {
    @TempDir
    private Path folder;

    private Study read(String more) throws Exception {
        Path file = folder.resolve("blood.yaml");
        Files.writeString(file, "task: detection\nbudgets: {small: {macs: 500M}}\n" + more);
        return StudyFile.read(file);
    }

    @Test
    void aStudyOfDetectorsSeesWholeImagesAndHasTheirRecipes() throws Exception {
        Study study = read("data: {folder: cells}\nspace: around(efficientnet-lite0)\n");
        DataSpec data = study.data();
        assertThat(data.fit()).isEqualTo(Fit.LETTERBOX);
        assertThat(data.resolution()).isEqualTo(Optional.of(320));
        assertThat(study.score()).isEqualTo(BoxScore.MAP);
        assertThat(DetectorSpace.is(study.space().text())).isTrue();
        assertThat(study.space().text()).contains("zoom: ").doesNotContain("mixup");
    }

    @Test
    void latencyIsABudgetOfDetectors() throws Exception {
        Path file = Files.writeString(folder.resolve("quick.yaml"), """
                task: detection
                data: {folder: cells, resolution: 256}
                space: scaled
                profile: phone.json
                budgets: {quick: {latency: 3ms}}
                """);
        Study study = StudyFile.read(file);
        assertThat(study.limits(Measure.LATENCY)).isTrue();
        assertThat(StudyFile.write(study)).contains("latency: 3ms");
    }

    @Test
    void aFrozenStudyIsReadAsItWasWritten() throws Exception {
        Study study = read("data: {folder: cells, resolution: 256}\nspace: scaled\nrecipe: {flip: off}\n");
        String frozen = StudyFile.write(study);
        assertThat(frozen)
                .contains("task: detection\n")
                .contains("fit: letterbox")
                .doesNotContain("score");
        Path again = Files.writeString(folder.resolve("again.yaml"), frozen);
        assertThat(StudyFile.write(StudyFile.read(again))).isEqualTo(frozen);
        assertThat(StudyFile.read(again).space().text()).isEqualTo(study.space().text());
    }

    @Test
    void allThatADetectorCannotHaveIsSaidAtOnceWhereItStands() {
        assertThatThrownBy(() -> read("""
                        score: macro_f1
                        distillation: 0.5
                        data:
                          folder: cells
                          resolution: 90
                          fit: crop
                          skip_broken: true
                        space: fbnetv3-small
                        recipe: {mixup: [0, 0.2], dropout: 0.1, label_smoothing: 0, flip: off}
                        trainer: {command: [mine]}
                        """))
                .message()
                .satisfies(text -> assertThat(text)
                        .contains(
                                "blood.yaml:3: a score is chosen for classifications alone, and here it is \"macro_f1\"")
                        .contains(
                                "blood.yaml:4: a detector learns from no teacher: \"distillation: 0.5\". Maybe remove this line.")
                        .contains(
                                "blood.yaml:7: a detector's images are a multiple of 32 pixels a side, not 90. Maybe 64")
                        .contains("blood.yaml:8: what is cut away cannot be found")
                        .contains(
                                "blood.yaml:9: of images with objects none is left out: \"skip_broken: true\". Maybe remove this line.")
                        .contains("blood.yaml:10: no detector can be made of fbnetv3-small for images of 90 pixels")
                        .contains(
                                "blood.yaml:11: boxes cannot follow what \"mixup: 0.2\" does to images. Maybe remove \"mixup\".")
                        .contains(
                                "blood.yaml:11: \"dropout: 0.1\" means nothing to a network that finds objects. Maybe remove \"dropout\".")
                        .contains(
                                "blood.yaml:12: a trainer of your own is not asked for detectors: \"command: [mine]\"")
                        .doesNotContain("label_smoothing\" means"));
    }

    @Test
    void builtInImagesHaveNoObjects() {
        assertThatThrownBy(() -> read("data: fashion\n"))
                .hasMessageContaining("blood.yaml:3: nothing is marked in the built-in images");
        assertThatThrownBy(() -> BoxScore.MAP.task(0)).hasMessage("a detection has at least 1 class, not 0");
    }

    /** Whoever trains one detector by hand has the recipe that a study believes in. */
    @Test
    void theUsualRecipeIsWhatIsBelievedIn() {
        assertThat(Recipe.complete(DetectorSpace.recipe())).isEqualTo(Recipe.complete(DetectionRecipe.USUAL));
    }

    @Test
    void anUnknownTaskIsNamed() throws Exception {
        Path file = Files.writeString(
                folder.resolve("x.yaml"), "task: detektion\ndata: fashion\nbudgets: {small: {macs: 1M}}\n");
        assertThatThrownBy(() -> StudyFile.read(file))
                .hasMessageContaining(
                        "x.yaml:1: \"task\" must be classification or detection, not \"detektion\". Maybe \"detection\"");
    }
}
