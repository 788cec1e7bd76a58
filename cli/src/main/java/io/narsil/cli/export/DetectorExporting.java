package io.narsil.cli.export;

import io.narsil.study.detector.DetectorProof;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.TrainedDetector;
import io.narsil.study.objects.DetectorFolderExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** {@code narsil export} of a folder with a detector. */
record DetectorExporting(
        ModelFolder folder, TrainedDetector trained, Optional<Integer> resolution, Optional<String> data) {
    /** Writes the file and says how far it is proven. */
    void run(boolean pixels, boolean nms, Optional<Path> out, PrintWriter screen) {
        Path target = out.orElseGet(() -> beside(nms));
        DetectorProof proof =
                new DetectorFolderExport(folder, trained, resolution, data).write(pixels, nms, target);
        screen.printf(
                Locale.ROOT,
                "proven on %d %s: the same %,d boxes, scores differ by at most %.1e and sides by at most %.1e of their"
                        + " box%nwritten to %s%n",
                proof.images(),
                data.isPresent() ? "test images" : "images of noise",
                proof.boxes(),
                proof.scoreDifference(),
                proof.sideDifference(),
                target);
        screen.flush();
    }

    /** Never over the file of the detector as it was trained by one that not every engine reads, or for images of another size. */
    private Path beside(boolean nms) {
        Path plain = resolution
                .filter(size -> size != folder.network().resolution())
                .map(folder::onnx)
                .orElse(folder.onnx());
        return nms ? plain.resolveSibling(plain.getFileName().toString().replace(".onnx", ".nms.onnx")) : plain;
    }
}
