package io.narsil.study.detector;

import io.narsil.detector.Decoder;
import io.narsil.detector.Detector;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.DetectorFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.folder.Provenance;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A detector's file in 8 bits. */
public final class EightBitDetector {
    private EightBitDetector() {}

    /**
     * The bytes of the file.
     *
     * @param weights file of the detector's weights
     * @param proven file of the same detector in floats, whose classes and preparation it has
     * @param nms choice of a file that itself selects boxes, too
     * @param images images to calibrate with, each as that file takes it
     */
    public static byte[] bytes(
            Detector detector, Path weights, OnnxModel proven, boolean nms, List<float[]> images) {
        return new DetectorFile(
                        detector,
                        WeightFile.read(weights, WeightShapes.of(detector), List.of()),
                        proven.classes(),
                        proven.preparation(),
                        Provenance.version(),
                        nms ? Optional.of(Decoder.USUAL.suppression()) : Optional.empty())
                .eightBits(images);
    }
}
