package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.Predictions;
import io.narsil.files.WholeFile;
import io.narsil.study.Tiny;
import io.narsil.task.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve images, of cats and dogs by turns. */
class DetailTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("predictions.safetensors");
    }

    @Test
    void eachClassHasItsRecallAndMistakesHaveNames() {
        int[] cats = new int[12];
        int[] mostlyRight = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0};
        Predictions.write(file(), cats, mostlyRight);
        Detail detail = Detail.read(file(), Tiny.data());
        assertThat(detail.validation().recall()).containsExactly(1.0, 0.0);
        assertThat(detail.validation().balancedAccuracy()).isEqualTo(0.5);
        assertThat(detail.validation().worst()).isEqualTo(1);
        assertThat(detail.test().accuracy()).isEqualTo(11.0 / 12);
        assertThat(detail.test().interval()).isEqualTo(Interval.of(11, 12));
        assertThat(detail.test().mistakes()).containsExactly(new Figures.Mistake("dog", "cat", 1));
    }

    @Test
    void aTrainerNeedNotWriteItButNotAnythingElse() {
        assertThat(Detail.read(file(), Tiny.data())).isNull();
        WholeFile.write(file(), "no arrays");
        assertThatThrownBy(() -> Detail.read(file(), Tiny.data()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Maybe delete this file");
    }

    @Test
    void classesAreUnequalFromHalfAsMuchAgain() {
        assertThat(ClassCount.of(Tiny.data())).contains(new ClassCount("dog", 6, 6, 6));
        assertThat(ClassCount.unequal(List.of(new ClassCount("a", 30, 1, 9), new ClassCount("b", 20, 9, 9))))
                .isFalse();
        assertThat(ClassCount.unequal(List.of(new ClassCount("a", 31, 9, 9), new ClassCount("b", 20, 9, 9))))
                .isTrue();
        assertThat(ClassCount.unequal(List.of(new ClassCount("a", 9, 9, 9), new ClassCount("b", 9, 9, 0))))
                .isTrue();
    }

    @Test
    void aClassWithoutImagesHasNoRecallAndTheResultIsReadAsItWasWritten() throws Exception {
        RunFolder run = new RunFolder(folder);
        Figures figures = new Figures(1, Interval.of(3, 3), 1, 1, Arrays.asList(1.0, null), List.of());
        StudyResult result = new StudyResult(
                "s",
                1,
                1,
                1,
                1,
                List.of(StudyResult.Member.of("small", "any")
                        .detail(new Detail(null, figures))
                        .build()),
                List.of(),
                "accuracy",
                List.of(new ClassCount("cat", 2, 0, 3), new ClassCount("dog", 2, 0, 0)),
                0.0);
        result.write(run);
        assertThat(StudyResult.read(run)).isEqualTo(result);
        Files.writeString(
                run.result(),
                Files.readString(run.result()).replaceFirst("\"recall\" : \\[ 1.0, null \\]", "\"recall\" : [ 1.0 ]"));
        assertThatThrownBy(() -> StudyResult.read(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its figures are not of its 2 classes");
    }
}
