package io.narsil.study.evaluation;

import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageSet;
import io.narsil.data.SingleImage;
import io.narsil.data.TestNames;
import io.narsil.data.Thumbnail;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.folder.ModelFolder;
import io.narsil.task.Answers;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** The test images of a run, given to its exported networks. */
public final class TestPart implements AutoCloseable {
    /** Images whose answers are held at a time. */
    private static final int BLOCK = 64;

    private final DataSet data;
    private final TestNames names;

    /**
     * All test images of prepared data.
     *
     * @param spec source of the data, where names of images are looked up
     */
    public TestPart(DataSet data, DataSpec spec) {
        this.data = data;
        names = TestNames.of(spec, data);
    }

    /** The answers of a network to all of them, each by itself; they are scaled to the size that it takes. */
    Evaluation evaluate(OnnxModel model) {
        ImageSet test = data.test();
        Answers answers = new Answers(data.classes().size(), Evaluation.SUREST);
        for (int from = 0; from < test.count(); from += BLOCK) {
            List<double[]> block = IntStream.range(from, Math.min(from + BLOCK, test.count()))
                    .parallel()
                    .mapToObj(i -> model.probabilities(SingleImage.read(test, i, model.size())))
                    .toList();
            for (int i = 0; i < block.size(); i++) {
                answers.add(from + i, test.labels()[from + i], block.get(i));
            }
        }
        return Evaluation.of(answers, data.classes(), i -> names.of(i).orElse(null), 0)
                .pictured(this::picture);
    }

    /** The answers of a folder's ONNX file to all of them, which are written beside it, too. */
    public Evaluation answersOf(ModelFolder folder) {
        try (OnnxModel model = OnnxModel.open(folder.onnx(), 1)) {
            Evaluation answers = evaluate(model);
            answers.write(folder.testAnswers());
            return answers;
        }
    }

    private String picture(int image) {
        return Base64.getEncoder().encodeToString(Thumbnail.png(data.test(), image));
    }

    @Override
    public void close() {
        names.close();
    }
}
