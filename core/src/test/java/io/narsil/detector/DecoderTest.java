package io.narsil.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.Suppression;
import io.narsil.boxes.TrueBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that says just what its targets are finds just the boxes that are marked. */
class DecoderTest {
    private static final List<Grid> GRIDS = Grid.over(128, 8, 16, 32);
    private static final int CLASSES = 3;

    private static float[] saidRightly(BatchTargets targets) {
        float[] outputs = new float[targets.places() * (CLASSES + 4)];
        Arrays.fill(outputs, -10);
        for (int i = 0; i < targets.positives().length; i++) {
            int at = (int) targets.positives()[i] * (CLASSES + 4);
            outputs[at + (int) targets.labels()[i]] = 5;
            for (int side = 0; side < 4; side++) {
                outputs[at + CLASSES + side] = (float) Math.log(targets.sides()[4 * i + side]);
            }
        }
        return outputs;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsLearnedIsFound(boolean adaptive) {
        List<TrueBox> first = List.of(
                TrueBox.of(0, new Box(10, 12, 30, 40)),
                TrueBox.of(2, new Box(60, 50, 120, 125)),
                TrueBox.of(1, new Box(70, 5, 90, 21)));
        List<TrueBox> second = List.of(TrueBox.of(1, new Box(2, 1, 127, 126)));
        BatchTargets targets = BatchTargets.of(
                List.of(first, second), GRIDS, adaptive ? AdaptiveAssignment.USUAL : CentreAssignment.USUAL);
        assertThat(targets.places()).isEqualTo(2 * (256 + 64 + 16));
        float[] outputs = saidRightly(targets);
        List<List<TrueBox>> marked = List.of(first, second);
        for (int image = 0; image < 2; image++) {
            List<FoundBox> found = Decoder.USUAL.boxes(outputs, image * outputs.length / 2, CLASSES, GRIDS);
            List<TrueBox> left = new ArrayList<>(marked.get(image));
            assertThat(found).hasSameSizeAs(left);
            for (FoundBox box : found) {
                assertThat(box.score()).isCloseTo(1 / (1 + Math.exp(-5)), within(1e-9));
                assertThat(left.removeIf(
                                t -> t.label() == box.label() && t.box().overlap(box.box()) > 0.9999))
                        .isTrue();
            }
        }
    }

    @Test
    void onlyTheBestAnswersAboveTheThresholdAreLookedAt() {
        float[] outputs = new float[Grid.count(GRIDS) * 5];
        Arrays.fill(outputs, -9);
        // Boxes of e^-9 strides hardly touch, so that all but the threshold and the number may stay.
        for (int place = 0; place < 300; place++) {
            outputs[5 * place] = place % 2 == 0 ? -2.94f : -2.95f;
        }
        double threshold = 0.05;
        Decoder all = new Decoder(1000, new Suppression(threshold, 0.6, 1000));
        // A logit of -2.9444 is a probability of .05.
        assertThat(all.boxes(outputs, 0, 1, GRIDS)).hasSize(150).allMatch(f -> f.score() > threshold);
        assertThat(new Decoder(20, new Suppression(threshold, 0.6, 1000)).boxes(outputs, 0, 1, GRIDS))
                .hasSize(20);
    }

    @Test
    void sidesHaveBounds() {
        List<Grid> one = List.of(new Grid(8, 1, 1));
        for (float extreme : new float[] {-1e9f, 1e9f}) {
            Box box = Decoder.USUAL
                    .boxes(new float[] {1, extreme, extreme, extreme, extreme}, 0, 1, one)
                    .get(0)
                    .box();
            assertThat(box.width()).isCloseTo(2 * 8 * Math.exp(Math.signum(extreme) * 6), within(1e-6));
        }
    }
}
