package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemnantTest {
    /** The middle square of a photo of 200 x 100 pixels, at half its size. */
    private static final Placement MIDDLE = new Placement(Axis.drawn(50, 100, 0, 50), Axis.drawn(0, 100, 0, 50));

    private static List<TrueBox> left(TrueBox object) {
        return Remnant.USUAL.objects(MIDDLE, List.of(object));
    }

    private static TrueBox object(double left, double top, double right, double bottom) {
        return TrueBox.of(3, new Box(left, top, right, bottom));
    }

    @Test
    void whatIsInsideIsScaledAndSoIsItsArea() {
        Box box = new Box(60, 20, 100, 60);
        assertThat(left(new TrueBox(3, box, 900, false, false)))
                .containsExactly(new TrueBox(3, new Box(5, 10, 25, 30), 225, false, false));
    }

    @Test
    void whatIsCutLosesThatShareOfItsArea() {
        assertThat(left(new TrueBox(3, new Box(30, 20, 70, 60), 800, false, false)))
                .containsExactly(new TrueBox(3, new Box(0, 10, 10, 30), 100, false, false));
    }

    @Test
    void aQuarterIsToBeFoundAndLessIsNot() {
        assertThat(left(object(20, 0, 60, 40))).containsExactly(object(0, 0, 5, 20));
        assertThat(left(object(19, 0, 59, 40)))
                .containsExactly(new TrueBox(3, new Box(0, 0, 4.5, 20), 4.5 * 20, false, true));
    }

    @Test
    void aPixelIsToBeFoundAndLessIsNot() {
        assertThat(left(object(60, 0, 62, 40))).containsExactly(object(5, 0, 6, 20));
        assertThat(left(object(60, 0, 61.5, 40))).allMatch(TrueBox::difficult).hasSize(1);
        assertThat(left(object(60, 7, 90, 8.9))).allMatch(TrueBox::difficult).hasSize(1);
    }

    @Test
    void whatIsOutsideIsDropped() {
        assertThat(left(object(0, 0, 50, 100))).isEmpty();
        assertThat(left(object(151, 0, 190, 100))).isEmpty();
        assertThat(left(object(0, -50, 190, -10))).isEmpty();
    }

    /** A crowd of which a tenth is left may fill the whole image. */
    @Test
    void whatNeedNotBeFoundStaysSo() {
        Box large = new Box(-2000, 0, 100, 100);
        assertThat(left(new TrueBox(1, large, 10, true, false)))
                .singleElement()
                .matches(o -> o.crowd() && !o.difficult() && o.box().equals(new Box(0, 0, 25, 50)));
        assertThat(left(new TrueBox(1, large, 10, false, true)))
                .singleElement()
                .matches(o -> !o.crowd() && o.difficult());
        assertThat(left(new TrueBox(1, new Box(60, 20, 90, 50), 10, false, true)))
                .allMatch(TrueBox::difficult);
    }

    @Test
    void areasBeyondAllMeasureBreakNothing() {
        Placement larger = new Placement(Axis.drawn(0, 1, 0, 9), Axis.drawn(0, 1, 0, 9));
        TrueBox huge = new TrueBox(0, new Box(0, 0, 1e300, 1e300), Double.MAX_VALUE, false, false);
        assertThat(Remnant.USUAL.objects(larger, List.of(huge)))
                .singleElement()
                .matches(o -> o.difficult() && o.box().equals(new Box(0, 0, 9, 9)));
        TrueBox dense = new TrueBox(0, new Box(0, 0, 1, 1), Double.MAX_VALUE, false, false);
        assertThat(Remnant.USUAL.objects(larger, List.of(dense)))
                .singleElement()
                .matches(o -> o.area() == Double.MAX_VALUE);
    }

    @Test
    void aRuleThatIsNoneIsRefused() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new Remnant(share, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        for (double side : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Remnant(0.5, side)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
