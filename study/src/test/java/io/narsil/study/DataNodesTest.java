package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.task.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images that a study names. */
class DataNodesTest {
    @TempDir
    private Path folder;

    private Study study(String data) throws Exception {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, "data: " + data + "\nbudgets: {small: {macs: 1M}}\n");
        return StudyFile.read(file);
    }

    private void find(String data) throws Exception {
        Study study = study(data);
        DataSources.of(study.data(), study.lines().data());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "photoss|/photos\"",
                "photos #1|/photos\"",
                "there/is/none|there is no folder",
                "~/no such folder|since ~ is not replaced here",
                "photos.zip|is an archive, not a folder. Maybe unpack it",
                "one.png|is a file, not a folder. Maybe name the folder",
                "\"a\\0b\"|s.yaml:1: \"data\" is no path",
                "{folder: \"a\\0b\"}|s.yaml:1: \"data.folder\" is no path",
                "{folder: photos, links: yes}|must be follow or refuse, not \"yes\". Maybe \"links: follow\"",
                "{folder: photos, resolution: 8, fit: leterbox}|not \"leterbox\". Maybe \"letterbox\".",
                "{folder: photos, resolution: 8, fit: whole}|\"data.fit\" must be crop or letterbox, not \"whole\"",
                "{folder: photos, fit: letterbox}|without a resolution they are not. Maybe \"resolution: 160\"",
                "fashoin|Maybe \"fashion\""
            })
    void whatIsNoFolderOfImagesIsSaid(String data, String said) throws Exception {
        Files.createDirectories(folder.resolve("photos of 2024"));
        if (!data.startsWith("photos #")) {
            Files.createDirectories(folder.resolve("photos"));
        } else {
            Files.createDirectories(folder.resolve("photos #1"));
        }
        Files.writeString(folder.resolve("photos.zip"), "PK");
        Files.writeString(folder.resolve("one.png"), "");
        String expected = data.startsWith("photos #") ? "in quotes, since # begins a comment" : said;
        assertThatThrownBy(() -> find(data)).hasMessageContaining(expected);
    }

    @Test
    void linksAreFollowedWhereAStudySaysSo() throws Exception {
        Files.createDirectories(folder.resolve("photos"));
        DataSpec plain = study("{folder: photos}").data();
        DataSpec follow = study("{folder: photos, links: follow}").data();
        assertThat(plain.followLinks()).isFalse();
        assertThat(follow.followLinks()).isTrue();
        // A study from before this setting is the same to the letter.
        assertThat(DataNodes.write(plain)).doesNotContain("links");
        Files.writeString(folder.resolve("frozen.yaml"), StudyFile.write(study("{folder: photos, links: follow}")));
        assertThat(StudyFile.read(folder.resolve("frozen.yaml")).data().followLinks())
                .isTrue();
    }

    @Test
    void theFitIsKeptAndAStudyFromBeforeItIsTheSame() throws Exception {
        Files.createDirectories(folder.resolve("photos"));
        DataSpec plain = study("{folder: photos, resolution: 8}").data();
        assertThat(plain.fit()).isEqualTo(Fit.CROP);
        assertThat(DataNodes.write(plain)).doesNotContain("fit");
        assertThat(DataNodes.write(
                        study("{folder: photos, resolution: 8, fit: crop}").data()))
                .isEqualTo(DataNodes.write(plain));
        Study letterbox = study("{folder: photos, resolution: 8, fit: letterbox}");
        // A network that was found may be smaller, and a resolution would make it as large.
        assertThat(letterbox.imageOptions()).contains("letterbox").doesNotContain("--resolution");
        Files.writeString(folder.resolve("frozen.yaml"), StudyFile.write(letterbox));
        assertThat(StudyFile.read(folder.resolve("frozen.yaml")).data().fit()).isEqualTo(Fit.LETTERBOX);
    }

    @Test
    void theFirstLineMayBeLeftOutButNotBeAnotherFiles() throws Exception {
        assertThat(study("fashion").data().name()).isEqualTo("fashion");
        Files.writeString(folder.resolve("t.yaml"), "narsil: space/1\ndata: fashion\nbudgets: {small: {macs: 1M}}\n");
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("t.yaml")))
                .hasMessageContaining(
                        "t.yaml:1: this file is \"space/1\", not \"study/1\". Maybe \"narsil: study/1\".");
    }
}
