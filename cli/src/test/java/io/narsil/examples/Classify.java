package io.narsil.examples;

import io.narsil.data.SingleImage;
import io.narsil.onnx.OnnxModel;
import io.narsil.task.Fit;
import java.nio.file.Path;

/** A member of a family looks at an image: {@code Classify runs/fashion/models/small/model.onnx shoe.png}. */
public class Classify {
    public static void main(String[] arguments) {
        try (OnnxModel model = OnnxModel.open(Path.of(arguments[0]), 1)) {
            Fit fit = model.preparation().fit();
            byte[] image = SingleImage.read(Path.of(arguments[1]), model.size(), model.channels(), fit);
            double[] p = model.probabilities(image);
            for (int c = 0; c < p.length; c++) {
                System.out.printf("%s %.3f%n", model.classes().get(c), p[c]);
            }
        }
    }
}
