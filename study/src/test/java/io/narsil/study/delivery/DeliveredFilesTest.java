package io.narsil.study.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.WholeFile;
import io.narsil.onnx.Untrained;
import io.narsil.search.Trial;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.FrontsFile;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredFilesTest {
    @TempDir
    private Path path;

    /** Its checksum is inside, and the run's list of sums does not name it. */
    @Test
    void aDamagedOnnxFileIsSetAsideAndTheResultWithIt() throws Exception {
        RunFolder folder = new RunFolder(path);
        List<StudyEvent> events = new ArrayList<>();
        Path onnx = folder.model("small").onnx();
        byte[] bytes = Untrained.onnx(
                Tiny.PROBLEM.network(Tiny.trial(0, Trial.Kind.FINALIST, "small").candidate()));
        WholeFile.write(onnx, out -> out.write(bytes));
        WholeFile.write(folder.result(), "{}");
        DeliveredFiles.mend(folder, events::add);
        assertThat(folder.result()).exists();
        assertThat(events).isEmpty();

        bytes[bytes.length / 2] ^= 1;
        Files.write(onnx, bytes);
        DeliveredFiles.mend(folder, events::add);
        assertThat(folder.result()).doesNotExist();
        assertThat(onnx).doesNotExist();
        assertThat(onnx.resolveSibling("model.onnx.damaged")).hasBinaryContent(bytes);
        assertThat(events).singleElement().isInstanceOf(StudyEvent.FileDamaged.class);
    }

    /** Nothing is trained for them: the report that follows writes them again. */
    @Test
    void damagedFrontsAreSetAsideAndTheResultStays() throws Exception {
        RunFolder folder = new RunFolder(path);
        List<StudyEvent> events = new ArrayList<>();
        WholeFile.write(folder.predictor(), "a predictor");
        WholeFile.write(folder.result(), "{}");
        FrontsFile.write(folder, List.of());
        DeliveredFiles.mend(folder, events::add);
        assertThat(events).isEmpty();

        String text = Files.readString(folder.fronts());
        Files.writeString(folder.fronts(), text.replace("\"checksum\" : \"", "\"checksum\" : \"0"));
        DeliveredFiles.mend(folder, events::add);
        assertThat(folder.fronts()).doesNotExist();
        assertThat(folder.path().resolve("fronts.json.damaged")).exists();
        assertThat(folder.result()).exists();
        assertThat(events).singleElement().isInstanceOf(StudyEvent.FileDamaged.class);
    }
}
