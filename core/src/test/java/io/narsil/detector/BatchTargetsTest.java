package io.narsil.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The targets of images in a row are those of each, with distances in strides. */
class BatchTargetsTest {
    private static final List<Grid> GRIDS = Grid.over(64, 8, 16, 32);

    @Test
    void eachImageHasItsOwn() {
        List<TrueBox> first = List.of(TrueBox.of(1, new Box(3, 5, 41, 30)), TrueBox.of(0, new Box(40, 40, 50, 52)));
        List<TrueBox> second =
                List.of(TrueBox.of(2, new Box(0, 0, 64, 60)), new TrueBox(0, new Box(0, 0, 20, 20), 400, true, false));
        List<List<TrueBox>> images = List.of(first, List.of(), second);
        BatchTargets batch = BatchTargets.of(images, GRIDS, CentreAssignment.USUAL);
        int each = 64 + 16 + 4;
        assertThat(batch.places()).isEqualTo(3 * each);
        int at = 0;
        int silent = 0;
        for (int image = 0; image < 3; image++) {
            Targets targets = CentreAssignment.USUAL.targets(images.get(image), GRIDS);
            for (int place = 0; place < each; place++) {
                if (targets.label(place) == Targets.UNSAID) {
                    assertThat(batch.unsaid()[silent++]).isEqualTo((long) image * each + place);
                } else if (targets.label(place) >= 0) {
                    int stride = place < 64 ? 8 : place < 80 ? 16 : 32;
                    assertThat(batch.positives()[at]).isEqualTo((long) image * each + place);
                    assertThat(batch.labels()[at]).isEqualTo(targets.label(place));
                    for (int side = 0; side < 4; side++) {
                        assertThat(batch.sides()[4 * at + side]).isEqualTo(targets.distances(place)[side] / stride);
                    }
                    at++;
                }
            }
        }
        assertThat(at).isEqualTo(batch.positives().length).isGreaterThan(5);
        assertThat(silent).isEqualTo(batch.unsaid().length).isPositive();
        assertThat(batch.labels()).hasSize(at).contains(0, 1, 2);
    }
}
