package io.narsil.study.delivery;

import io.narsil.onnx.OnnxModel;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.FrontsFile;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunSums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a finished run has delivered, as they are now. */
public final class DeliveredFiles {
    private DeliveredFiles() {}

    /**
     * Sets aside what is damaged in a finished run, and its result with it, so that the run goes on and makes it again. Predicted
     * fronts are made again without that.
     *
     * @param events listener that hears what was found
     */
    public static void mend(RunFolder folder, StudyListener events) {
        List<Path> damaged = new ArrayList<>(new RunSums(folder).damaged());
        // ONNX files have their sums inside.
        folder.members().stream()
                .map(ModelFolder::onnx)
                .filter(file -> Files.isRegularFile(file) && !OnnxModel.sound(file))
                .forEach(damaged::add);
        damaged.forEach(file -> setAside(file, events));
        if (Files.exists(folder.fronts()) && !FrontsFile.sound(folder)) {
            setAside(folder.fronts(), events);
        }
        if (!damaged.isEmpty()) {
            folder.dropResult();
        }
    }

    private static void setAside(Path file, StudyListener events) {
        Path aside = RunSums.setAside(file);
        events.on(
                new StudyEvent.FileDamaged(file.toString(), aside.getFileName().toString()));
    }
}
