package io.narsil.study.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.data.MarkedFile;
import io.narsil.data.Part;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import io.narsil.task.BoxScore;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps of images in which objects are marked. */
class RunImagesTest {
    @TempDir
    private Path folder;

    private final List<StudyEvent> events = new ArrayList<>();
    private Study study;
    private RunFolder run;
    private String begun;

    @BeforeEach
    void begin() throws Exception {
        for (String part : new String[] {"train", "val", "test"}) {
            Path image = folder.resolve("cells/images/" + part + "/a.png");
            Files.createDirectories(image.getParent());
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
            mark(part, "0 0.5 0.5 0.5 0.5\n1 0.25 0.25 0.25 0.25\n");
        }
        Files.writeString(
                folder.resolve("cells/data.yaml"),
                "train: images/train\nval: images/val\ntest: images/test\nnames: [cell, dot]\n");
        DataSpec data =
                new DataSpec("cells", Optional.of(folder.resolve("cells")), Optional.of(32), 0.1, false).letterboxed();
        SearchPlan plan = SearchPlan.of(List.of(new Budget("small", Map.of(Measure.MACS, 1_000_000L), Map.of())))
                .build();
        study = Study.of("cells", data, plan).score(BoxScore.MAP).build();
        run = new RunFolder(Files.createDirectories(folder.resolve("run")));
        DataSet images = RunImages.of(study, run, events::add);
        begun = RunImages.fingerprint(study, run, images);
        Provenance.here("engine", begun, 1, List.of()).write(run);
    }

    private void mark(String part, String marks) throws Exception {
        Path labels = folder.resolve("cells/labels/" + part + "/a.txt");
        Files.createDirectories(labels.getParent());
        Files.writeString(labels, marks);
    }

    @Test
    void photosKeepTheirNamesAndObjects() {
        DataSet images = RunImages.of(study, run, events::add);
        var test = MarkedFile.read(run.objects(), images).get(Part.TEST);
        assertThat(test.get(0).name()).isEqualTo("images/test/a.png");
        assertThat(test.get(0).objects()).hasSize(2);
        assertThat(RunImages.counted(study, run, images))
                .isEqualTo(new StudyEvent.ObjectsCounted(Map.of("cell", 3, "dot", 3)));
    }

    @Test
    void damagedMarksAreMadeAgain() throws Exception {
        byte[] bytes = Files.readAllBytes(run.objects());
        bytes[bytes.length - 1] ^= 1;
        Files.write(run.objects(), bytes);
        DataSet again = RunImages.of(study, run, events::add);
        assertThat(RunImages.fingerprint(study, run, again)).isEqualTo(begun);
        assertThat(events).anyMatch(StudyEvent.FileDamaged.class::isInstance);
    }

    /** A run keeps what was marked when it began; where that is lost, other marks do not take its place. */
    @Test
    void otherMarksAreNotTakenForThoseOfTheRun() throws Exception {
        mark("val", "0 0.5 0.5 0.25 0.25\n1 0.25 0.25 0.25 0.25\n");
        assertThat(RunImages.fingerprint(study, run, RunImages.of(study, run, events::add)))
                .isEqualTo(begun);
        Files.delete(run.objects());
        assertThatThrownBy(() -> RunImages.of(study, run, events::add))
                .hasMessageContaining("the images are not those that this run was begun with");
    }
}
