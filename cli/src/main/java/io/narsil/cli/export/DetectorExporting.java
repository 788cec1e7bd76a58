package io.narsil.cli.export;

import io.narsil.study.detector.DetectorProof;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.TrainedDetector;
import io.narsil.study.objects.DetectorFolderExport;
import io.narsil.study.objects.DetectorInt8Worth;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code narsil export} of a folder with a detector. */
record DetectorExporting(
        ModelFolder folder, TrainedDetector trained, Optional<Integer> resolution, Optional<String> data) {
    /** Writes the file and says how far it is proven. */
    void run(boolean pixels, boolean nms, boolean int8, Optional<Path> out, PrintWriter screen) {
        Path target = out.orElseGet(() -> beside(nms));
        DetectorFolderExport export = new DetectorFolderExport(folder, trained, resolution, data);
        DetectorProof proof = export.write(pixels, nms, target);
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
        if (int8) {
            Path small = Exporting.eightBits(target);
            DetectorInt8Worth worth = export.writeInt8(nms, target, small);
            screen.printf("%s%nwritten to %s%n", text(worth), small);
        }
        screen.flush();
    }

    /** The figures, those of 32 bits in brackets. */
    private static String text(DetectorInt8Worth worth) {
        return String.format(
                Locale.ROOT,
                "8 bits, calibrated on %d training images: of %d test images mAP %s (32 bits: %s), AP50 %s (%s), %.3f ms (%.3f ms),"
                        + " %,d KB (%,d KB)",
                worth.calibrated(),
                worth.tested(),
                percent(worth.scores().ap()),
                percent(worth.floatsScores().ap()),
                percent(worth.scores().ap50()),
                percent(worth.floatsScores().ap50()),
                worth.milliseconds(),
                worth.floatsMilliseconds(),
                worth.bytes() / 1024,
                worth.floatsBytes() / 1024);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.2f %%", 100 * share.getAsDouble()) : "-";
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
