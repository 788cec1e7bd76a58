package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.narsil.task.Fit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code examples/predict.py} says what {@code narsil predict} says; {@code -Dnarsil.python=PROGRAM} names a Python. */
class PredictScriptTest {
    private static final int PHOTOS = 200;
    /** Decoders may differ by a level of 255, and a probability is printed to a tenth. */
    private static final double POINTS = 0.5;

    private static final String MAKE = """
            import sys, numpy as np
            from PIL import Image
            random = np.random.default_rng(0)
            for i in range(%d):
                height, width = random.integers(10, 200, 2)
                coarse = random.integers(0, 256, (6, 6, 3)).repeat(34, 0).repeat(34, 1)
                photo = Image.fromarray(coarse[:height, :width].astype("uint8"))
                if i %% 5 == 1:
                    photo = photo.convert("L")
                if i %% 10 == 3:
                    photo.putalpha(200)
                exif = Image.Exif()
                exif[0x112] = i %% 9
                if i %% 2:
                    photo.save(f"{sys.argv[1]}/{i:03}.png")
                else:
                    photo.save(f"{sys.argv[1]}/{i:03}.jpg", exif=exif, quality=95)
            """.formatted(PHOTOS);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Fit.class)
    void anotherLanguageAnswersTheSame(Fit fit) throws Exception {
        String python = System.getProperty("narsil.python", "python3");
        Path photos = Files.createDirectory(folder.resolve("photos"));
        assumeTrue(
                Programs.run(List.of(python, "-c", "import numpy, onnxruntime, PIL"))
                        .equals(""),
                "no Python with numpy, onnxruntime and pillow: -Dnarsil.python=PROGRAM names one");
        assertThat(Programs.run(List.of(python, "-c", MAKE, photos.toString()))).isEmpty();
        TinyNetwork.write(folder, fit);
        String model = folder.resolve("model.onnx").toString();
        List<String> images;
        try (Stream<Path> files = Files.list(photos)) {
            images = files.map(Path::toString).sorted().toList();
        }
        assertThat(images).hasSize(PHOTOS);
        StringWriter out = new StringWriter();
        List<String> ours = new ArrayList<>(List.of("predict", model));
        List<String> theirs = new ArrayList<>(List.of(python, "../examples/predict.py", model));
        ours.addAll(images);
        theirs.addAll(images);
        Narsil.commandLine().setOut(new PrintWriter(out, true)).execute(ours.toArray(String[]::new));
        List<String> expected = out.toString().lines().skip(1).toList();
        List<String> found = Programs.run(theirs).lines().toList();
        assertThat(found).hasSize(PHOTOS).hasSameSizeAs(expected);
        for (int i = 0; i < PHOTOS; i++) {
            assertThat(standing(found.get(i)))
                    .as(expected.get(i))
                    .isCloseTo(standing(expected.get(i)), org.assertj.core.api.Assertions.within(POINTS));
        }
    }

    /** The probability of the class "standing" in a line. */
    private static double standing(String line) {
        return Double.parseDouble(line.replaceFirst(".*standing ([0-9.]+) %.*", "$1"));
    }
}
