package io.narsil.study.objects;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.AnnotatedImage;
import io.narsil.data.DataSpec;
import io.narsil.data.Part;
import io.narsil.data.SingleImage;
import io.narsil.detector.Detector;
import io.narsil.files.WholeFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Stopwatch;
import io.narsil.study.detector.EightBitDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a detector in 8 bits, calibrated on training images, and measures what that is worth on the test images.
 *
 * @param weights file of its weights
 * @param data name of the annotated folder
 */
record DetectorInt8(Detector detector, Path weights, String data) {
    private static final int CALIBRATION = 200;
    private static final int TURNS = 15;

    /**
     * Writes {@code target}.
     *
     * @param proven file of the same detector in 32-bit floats, to compare with
     */
    DetectorInt8Worth write(boolean nms, Path proven, Path target) {
        int size = detector.input().height();
        DataSpec spec = DataSpec.of(data, Optional.of(size)).letterboxed();
        AnnotatedFolder marked = AnnotatedFolder.read(spec, "--data");
        try (OnnxModel floats = OnnxModel.open(proven, 1)) {
            List<float[]> images = images(floats, marked.parts().get(Part.TRAIN));
            byte[] bytes = EightBitDetector.bytes(detector, weights, floats, nms, images);
            try (OnnxModel eight = OnnxModel.of(bytes, 1)) {
                List<Stopwatch.Reading> times = Stopwatch.time(List.of(eight, floats), TURNS);
                DetectorEvaluation judged = judged(eight, marked);
                DetectorInt8Worth worth = new DetectorInt8Worth(
                        images.size(),
                        marked.parts().get(Part.TEST).size() - judged.unread(),
                        judged.judged().scores(),
                        judged(floats, marked).judged().scores(),
                        times.get(0).median(),
                        times.get(1).median(),
                        bytes.length,
                        Files.size(proven));
                WholeFile.write(target, out -> out.write(bytes));
                return worth;
            }
        } catch (IOException e) {
            throw WholeFile.failure(proven, e);
        }
    }

    private static List<float[]> images(OnnxModel model, List<AnnotatedImage> all) {
        List<float[]> images = new ArrayList<>();
        int step = Math.max(1, all.size() / CALIBRATION);
        for (int i = 0; i < all.size() && images.size() < CALIBRATION; i += step) {
            images.add(model.values(SingleImage.read(
                    all.get(i).file(),
                    model.size(),
                    model.channels(),
                    model.preparation().fit())));
        }
        return images;
    }

    private static DetectorEvaluation judged(OnnxModel model, AnnotatedFolder marked) {
        return DetectorEvaluation.of(PhotoDetector.of(model), marked, Part.TEST, "--data", over -> {}, fault -> {});
    }
}
