package io.narsil.study.export;

import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.OnnxFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.search.TrialResult;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A runner that answers by ONNX Runtime, and adds something to the first logit of each image. */
public final class AnsweringRunner implements TrialRunner {
    private final ArtifactResolver files;
    private final Preparation preparation;
    private final int images;
    private final float more;
    private AnswerRequest asked;

    /**
     * A runner.
     *
     * @param images number of images, of made-up values, that it answers for
     * @param more difference to what ONNX Runtime computes
     */
    public AnsweringRunner(ArtifactResolver files, Preparation preparation, int images, float more) {
        this.files = files;
        this.preparation = preparation;
        this.images = images;
        this.more = more;
    }

    /** What it was asked last. */
    AnswerRequest asked() {
        return asked;
    }

    @Override
    public String start() {
        return "answers";
    }

    @Override
    public List<TrialResult> run(List<TrainRequest> requests, RunListener listener) {
        throw new AssertionError("nothing is trained");
    }

    @Override
    public void answer(AnswerRequest request) {
        asked = request;
        Network network = request.network();
        Path answers = files.path(request.answers());
        Path file = answers.resolveSibling("own.onnx");
        Map<String, float[]> arrays =
                WeightFile.read(files.path(request.weights()), WeightShapes.of(network), List.of());
        List<String> names = IntStream.range(0, network.classes())
                .mapToObj(c -> "class " + c)
                .toList();
        OnnxFile.write(file, network, arrays, names, preparation, "test");
        int size = network.resolution();
        int values = network.channels() * size * size;
        float[] x = new float[images * values];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i);
        }
        float[] logits = new float[images * network.classes()];
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            for (int i = 0; i < images; i++) {
                float[] found = model.run(Arrays.copyOfRange(x, values * i, values * (i + 1)), 1)[0];
                found[0] += more;
                System.arraycopy(found, 0, logits, found.length * i, found.length);
            }
        }
        Safetensors.write(
                answers,
                List.of(
                        TensorEntry.of("images", x, images, network.channels(), size, size),
                        TensorEntry.of("logits", logits, images, network.classes())),
                Map.of());
    }

    @Override
    public void cancel(int trial) {}

    @Override
    public void close() {}
}
