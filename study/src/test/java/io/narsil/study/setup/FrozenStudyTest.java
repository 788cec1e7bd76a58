package io.narsil.study.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.Precision;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenStudyTest {
    @TempDir
    private Path path;

    private final Study study = Tiny.study();
    private RunFolder folder;

    @BeforeEach
    void begin() {
        folder = new RunFolder(path);
        new FrozenStudy(study, folder).keep();
    }

    private static Study other(Precision precision, Study.Space space) {
        return Study.of("tiny", Tiny.study().data(), Tiny.PLAN)
                .engine(new Engine(Device.CPU, precision))
                .space(space)
                .build();
    }

    private void refused(Study now, String... because) {
        assertThatThrownBy(() -> new FrozenStudy(now, folder).compare())
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(because);
    }

    @Test
    void whatWasBegunIsKept() {
        assertThat(TextFile.read(folder.study())).isEqualTo(StudyFile.write(study));
        assertThat(TextFile.read(folder.space())).isEqualTo(study.space().text());
    }

    @Test
    void beforeATrialWasBegunMistakesCanBeMended() {
        new FrozenStudy(other(Precision.FP32, new Study.Space("s", "another")), folder).compare();
    }

    @Test
    void afterThatTheSameStudyGoesOnWithAnyNumberOfWorkers() {
        WholeFile.write(folder.database(), "begun");
        new FrozenStudy(study.withWorkers(9), folder).compare();
    }

    @Test
    void anotherSpaceIsRefusedWithTheLineThatDiffers() {
        WholeFile.write(folder.database(), "begun");
        Study.Space space = study.space();
        String changed = space.text().replaceFirst("narsil: .*", "narsil: changed");
        refused(
                other(study.training().engine().precision(), new Study.Space(space.name(), changed)),
                "the space is not the one that " + path + " was begun with",
                "now says \"narsil: changed\"",
                "another folder with --out");
    }

    @Test
    void anotherPrecisionIsRefusedWithTheLineToWrite() {
        WholeFile.write(folder.database(), "begun");
        boolean bf16 = study.training().engine().precision() == Precision.BF16;
        refused(
                other(bf16 ? Precision.FP32 : Precision.BF16, study.space()),
                "the study is not the one",
                "Maybe write \"precision: " + (bf16 ? "bf16" : "fp32") + "\" into the study");
    }
}
