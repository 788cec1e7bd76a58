package io.narsil.study.export;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.OnnxFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.onnx.Stopwatch;
import io.narsil.study.folder.Provenance;
import io.narsil.tensors.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a network in 8 bits, calibrated on training images, and measures what that is worth. */
public final class Int8Export {
    private static final int CALIBRATION = 200;
    private static final int TURNS = 15;

    private Int8Export() {}

    /**
     * Writes {@code target}, and beside it what it is worth, as JSON.
     *
     * @param proven file of the same network in 32-bit floats, to compare with
     */
    static Int8Worth write(Network network, Path weights, DataSet data, boolean pixels, Path proven, Path target) {
        if (data.train().size() != network.resolution()) {
            throw new UserException(
                    "--int8",
                    "the images are of " + data.train().size() + " pixels and the network takes "
                            + network.resolution(),
                    "a folder of images, which are scaled");
        }
        Map<String, float[]> arrays = WeightFile.read(weights, WeightShapes.of(network), List.of());
        Preparation preparation = new Preparation(data.mean(), data.deviation(), pixels, data.fit());
        try (OnnxModel floats = OnnxModel.open(proven, 1)) {
            List<float[]> images = new ArrayList<>();
            int step = Math.max(1, data.train().count() / CALIBRATION);
            for (int i = 0; i < data.train().count() && images.size() < CALIBRATION; i += step) {
                images.add(floats.values(image(data.train(), i)));
            }
            byte[] bytes =
                    OnnxFile.eightBits(network, arrays, data.classes(), preparation, Provenance.version(), images);
            try (OnnxModel eight = OnnxModel.of(bytes, 1)) {
                List<Stopwatch.Reading> times = Stopwatch.time(List.of(eight, floats), TURNS);
                Int8Worth worth = new Int8Worth(
                        images.size(),
                        data.test().count(),
                        accuracy(eight, data.test()),
                        accuracy(floats, data.test()),
                        times.get(0).median(),
                        times.get(1).median(),
                        bytes.length,
                        Files.size(proven));
                WholeFile.write(target, out -> out.write(bytes));
                Json.write(worth(target), worth);
                return worth;
            }
        } catch (IOException e) {
            throw WholeFile.failure(proven, e);
        }
    }

    /** The file beside one in 8 bits that says what it is worth. */
    static Path worth(Path target) {
        return target.resolveSibling(target.getFileName().toString().replaceFirst("(\\.onnx)?$", ".json"));
    }

    private static double accuracy(OnnxModel model, ImageSet set) {
        int hits = 0;
        for (int i = 0; i < set.count(); i++) {
            hits += OnnxExport.highest(model.run(model.values(image(set, i)), 1)[0]) == set.labels()[i] ? 1 : 0;
        }
        return (double) hits / set.count();
    }

    private static byte[] image(ImageSet set, int index) {
        byte[] pixels = new byte[set.imageBytes()];
        set.read(index, pixels);
        return pixels;
    }
}
