package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.data.MarkedFile;
import io.narsil.data.PreparedData;
import io.narsil.detector.Detector;
import io.narsil.detector.Grid;
import io.narsil.recipe.Recipe;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.TrainRequest;
import io.narsil.tensors.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker answers for a detector, which its ONNX file must reproduce. */
class DetectorAnswerTest {
    @TempDir
    private Path folder;

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    /** Nobody needs to know what is marked in the images to ask what is seen in them. */
    @Test
    void aTrainedDetectorAnswersAtEachPlaceWithoutMarks() {
        MarkedSamples.Samples samples = MarkedSamples.samples();
        Detector detector = MarkedSamples.detector();
        PreparedData.write(Path.of(path("images")), samples.data());
        MarkedFile.write(Path.of(path("objects")), samples.marked());
        RequestHandler handler = new RequestHandler(TorchDevice.CPU, message -> {});
        handler.train(TrainRequest.of(0, detector.backbone())
                .recipe(Recipe.complete(Map.of("batch_size", "16")))
                .images(path("images"))
                .detection(TrainRequest.Detection.of(detector, path("objects")))
                .weights(path("weights"))
                .build());
        handler.answer(new AnswerRequest(
                detector.backbone(),
                path("weights"),
                path("images"),
                3,
                path("answers"),
                TrainRequest.Detection.of(detector, "")));
        Path answers = Path.of(path("answers"));
        Safetensors.Content content = Safetensors.read(answers);
        assertThat(content.need("images", answers).shape()).containsExactly(3L, 1L, 64L, 64L);
        long numbers = (long) Grid.count(detector.grids()) * (2 + 4);
        assertThat(content.need("logits", answers).shape()).containsExactly(3L, numbers);
        float[] logits = content.need("logits", answers).floats();
        assertThat(logits[0]).isNotEqualTo(logits[(int) numbers]);
    }
}
