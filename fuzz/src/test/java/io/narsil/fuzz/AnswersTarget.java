package io.narsil.fuzz;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.Predictions;
import io.narsil.study.folder.Detail;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The classes that a trainer, which may be a user's own, says it named for images. */
public final class AnswersTarget {
    private static final ImageSet PART = new ImageSet(ByteBuffer.wrap(new byte[12]), new int[] {0, 1, 1}, 1, 2);
    private static final DataSet DATA = DataSet.of("set", List.of("a", "b"), PART, PART, PART);

    private AnswersTarget() {}

    /** Sound answers. */
    static byte[] sound() {
        Path file = Scratch.path("sound-answers.safetensors");
        Predictions.write(file, new int[] {0, 1, 0}, new int[] {1, 1, 1});
        return Scratch.bytes(file);
    }

    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.file("answers.safetensors", data);
        Reading.clean(() -> Detail.read(file, DATA));
    }
}
