package io.narsil.study.objects;

import io.narsil.boxes.FoundBox;
import io.narsil.boxes.Placement;
import io.narsil.config.UserException;
import io.narsil.data.DecodedImage;
import io.narsil.data.SingleImage;
import io.narsil.detector.Decoder;
import io.narsil.onnx.OnnxDetector;
import io.narsil.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A deployed detector that is given photos, each as those that it was trained on. Several threads may use it at a time.
 *
 * @param detector detector in ONNX Runtime
 */
public record PhotoDetector(OnnxDetector detector) {
    /** That of a file. */
    public static PhotoDetector of(OnnxModel model) {
        return new PhotoDetector(new OnnxDetector(model));
    }

    /** What is made of a photo and of what is found in it. */
    @FunctionalInterface
    public interface Use<T> {
        /**
         * Makes it; until it is made, the photo's memory is accounted for.
         *
         * @param photo photo, upright, in three channels
         * @param found boxes in the photo's pixels, by falling score
         */
        T of(DecodedImage photo, List<FoundBox> found);
    }

    /**
     * What is made of a photo and of what is found in it.
     *
     * @param unread taker of the reason where the photo cannot be read, for which the answer is empty
     * @throws UserException where the network is at fault
     */
    public <T> Optional<T> found(Path file, Use<T> use, Consumer<UserException> unread) {
        if (!Files.isRegularFile(file)) {
            unread.accept(new UserException(file.toString(), "there is no such file", ""));
            return Optional.empty();
        }
        OnnxModel model = detector.model();
        try {
            return Optional.of(SingleImage.read(
                    file, model.size(), model.channels(), model.preparation().fit(), (photo, square) -> {
                        Placement way = SingleImage.placement(
                                photo.height(),
                                photo.width(),
                                model.size(),
                                model.preparation().fit());
                        return use.of(photo, way.found(detector.found(square, Decoder.USUAL)));
                    }));
        } catch (IOException e) {
            unread.accept(SingleImage.fault(file.toString(), e));
            return Optional.empty();
        }
    }
}
