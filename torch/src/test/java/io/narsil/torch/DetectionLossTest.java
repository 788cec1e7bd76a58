package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.detector.BatchTargets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss and its gradients in 64 bits, against tools/golden_detector_loss.py and against finite differences. */
class DetectionLossTest {
    private static final int LINES = 5;

    /** A case of the golden file. */
    record Golden(int images, int classes, double[] answers, BatchTargets targets, double loss, double[] gradients) {
        @Override
        public String toString() {
            return images + " images, " + classes + " classes, " + targets.positives().length + " positives";
        }
    }

    static List<Golden> golden() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                DetectionLossTest.class.getResourceAsStream("golden-detector-loss.csv"), StandardCharsets.UTF_8))) {
            List<double[]> lines = reader.lines()
                    .map(line -> Arrays.stream(line.split(","))
                            .filter(cell -> !cell.isEmpty())
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            List<Golden> all = new ArrayList<>();
            for (int i = 0; i < lines.size(); i += LINES) {
                all.add(of(lines.subList(i, i + LINES)));
            }
            return all;
        }
    }

    private static Golden of(List<double[]> lines) {
        double[] head = lines.get(0);
        double[] targets = lines.get(1);
        int places = (int) (head[1] * head[2]);
        int classes = (int) head[3];
        int count = targets.length / 6;
        long[] positives = new long[count];
        long[] labels = new long[count];
        float[] sides = new float[4 * count];
        for (int i = 0; i < count; i++) {
            positives[i] = (long) targets[6 * i];
            labels[i] = (long) targets[6 * i + 1];
            for (int s = 0; s < 4; s++) {
                sides[4 * i + s] = (float) targets[6 * i + 2 + s];
            }
        }
        long[] unsaid = Arrays.stream(lines.get(2)).mapToLong(v -> (long) v).toArray();
        float[] answers = ParityTest.values((int) head[0], places * (classes + 4), 1, 0);
        double[] spread = new double[answers.length];
        Arrays.setAll(spread, i -> answers[i] * head[4]);
        return new Golden(
                (int) head[1],
                classes,
                spread,
                new BatchTargets(places, positives, labels, sides, unsaid),
                lines.get(3)[0],
                lines.get(4));
    }

    private static Tensor tensor(Golden golden, double[] answers) {
        return Tensor.create(answers).to(torch.ScalarType.Double).view(golden.images(), -1, golden.classes() + 4);
    }

    private static double loss(Golden golden, double[] answers) {
        try (PointerScope scope = new PointerScope()) {
            return DetectionLoss.usual(golden.classes())
                    .of(tensor(golden, answers), golden.targets())
                    .item_double();
        }
    }

    private static double[] gradients(Golden golden) {
        try (PointerScope scope = new PointerScope()) {
            Tensor answers = tensor(golden, golden.answers()).requires_grad_(true);
            DetectionLoss.usual(golden.classes()).of(answers, golden.targets()).backward();
            double[] gradients = new double[golden.answers().length];
            new DoublePointer(answers.grad().contiguous().data_ptr_double()).get(gradients);
            return gradients;
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void lossAndGradientsEqualThoseOfAnotherImplementation(Golden golden) {
        assertThat(loss(golden, golden.answers())).isCloseTo(golden.loss(), within(1e-8 * golden.loss()));
        assertThat(gradients(golden)).containsExactly(golden.gradients(), within(1e-8));
    }

    /** Where the target of a class, the IoU, is taken as given; so it is held still by moving logits alone. */
    @ParameterizedTest
    @MethodSource("golden")
    void gradientsOfLogitsAreFiniteDifferences(Golden golden) {
        double[] gradients = gradients(golden);
        int width = golden.classes() + 4;
        for (int i = 0; i < gradients.length; i++) {
            if (i % width < golden.classes()) {
                double step = 1e-5;
                double[] more = golden.answers().clone();
                double[] less = golden.answers().clone();
                more[i] += step;
                less[i] -= step;
                double slope = (loss(golden, more) - loss(golden, less)) / (2 * step);
                assertThat(gradients[i]).as("logit %s", i).isCloseTo(slope, within(1e-7));
            }
        }
    }

    @Test
    void nobodyLearnsFromPlacesThatAreUnsaidNorOfBoxesWhereNothingIs() throws IOException {
        Golden golden = golden().get(0);
        double[] gradients = gradients(golden);
        int width = golden.classes() + 4;
        List<Long> positives =
                Arrays.stream(golden.targets().positives()).boxed().toList();
        List<Long> unsaid = Arrays.stream(golden.targets().unsaid()).boxed().toList();
        assertThat(unsaid).isNotEmpty();
        for (int place = 0; place < golden.targets().places(); place++) {
            double[] own = Arrays.copyOfRange(gradients, place * width, (place + 1) * width);
            for (int v = 0; v < width; v++) {
                boolean learned =
                        v < golden.classes() ? !unsaid.contains((long) place) : positives.contains((long) place);
                assertThat(own[v] != 0).as("value %s of place %s", v, place).isEqualTo(learned);
            }
        }
    }

    /** Also in the 32 bits of a training, where sides overflow before they are cut. */
    @Test
    void noAnswerMakesItInfinite() throws IOException {
        Golden golden = golden().get(0);
        for (float extreme : new float[] {-200, 200}) {
            float[] answers = new float[golden.answers().length];
            Arrays.fill(answers, extreme);
            try (PointerScope scope = new PointerScope()) {
                Tensor outputs = Tensor.create(answers)
                        .view(golden.images(), -1, golden.classes() + 4)
                        .requires_grad_(true);
                Tensor loss = DetectionLoss.usual(golden.classes()).of(outputs, golden.targets());
                loss.backward();
                assertThat(loss.item_float()).isFinite();
                for (float gradient : Floats.of(outputs.grad())) {
                    assertThat(gradient).isFinite();
                }
            }
        }
    }
}
