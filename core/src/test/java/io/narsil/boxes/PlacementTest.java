package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static final int SIZE = 320;
    private static final double EXACT = 1e-9;

    /** A photo of 640 x 480 pixels in a square of 320: half as large, with bars of 40 pixels above and below. */
    private static final Placement LETTERBOX = new Placement(Axis.drawn(0, 640, 0, 320), Axis.drawn(0, 480, 40, 240));

    private static final Placement FLIP = new Placement(Axis.mirrored(SIZE), Axis.drawn(0, SIZE, 0, SIZE));

    private static Placement shift(int dx, int dy) {
        return new Placement(Axis.shifted(dx, SIZE), Axis.shifted(dy, SIZE));
    }

    private static Axis axis(Random random) {
        int count = 1 + random.nextInt(SIZE);
        int at = random.nextInt(SIZE - count + 1);
        return switch (random.nextInt(4)) {
            case 0 -> Axis.mirrored(SIZE);
            case 1 -> Axis.shifted(random.nextInt(81) - 40, SIZE);
            case 2 -> Axis.drawn(at, count, 0, SIZE);
            default -> Axis.drawn(0, SIZE, at, count);
        };
    }

    private static Placement placement(Random random) {
        return new Placement(axis(random), axis(random));
    }

    private static Box box(Random random) {
        double left = 300 * random.nextDouble();
        double top = 300 * random.nextDouble();
        return new Box(left, top, left + 0.1 + 200 * random.nextDouble(), top + 0.1 + 200 * random.nextDouble());
    }

    private static void same(Box found, Box wanted, double error) {
        assertThat(new double[] {found.left(), found.top(), found.right(), found.bottom()})
                .containsExactly(
                        new double[] {wanted.left(), wanted.top(), wanted.right(), wanted.bottom()}, within(error));
    }

    @Test
    void boxesFollowThroughALetterboxAFlipAndAShift() {
        Box box = new Box(100, 40, 300, 200);
        Placement flipped = LETTERBOX.then(FLIP);
        assertThat(LETTERBOX.forward(box)).contains(new Box(50, 60, 150, 140));
        assertThat(flipped.forward(box)).contains(new Box(170, 60, 270, 140));
        assertThat(flipped.then(shift(-200, 7)).forward(box)).contains(new Box(-30, 67, 70, 147));
        assertThat(flipped.back(new Box(170, 60, 270, 140))).contains(box);
        assertThat(Placement.unmoved(9, 7).forward(box)).contains(box);
    }

    @Test
    void whatTheImageDoesNotShowOfThePhotoIsCutOff() {
        Box all = new Box(-1000, -1000, 1000, 1000);
        assertThat(LETTERBOX.shown(all)).contains(new Box(0, 40, 320, 280));
        assertThat(LETTERBOX.then(shift(15, -50)).shown(all)).contains(new Box(15, 0, 320, 230));
        assertThat(shift(15, -50).shown(all)).contains(new Box(15, 0, 320, 270));
        // Shifted out and back again, and the copies of the border are no photo.
        assertThat(LETTERBOX.then(shift(15, 0)).then(shift(-20, 0)).shown(all)).contains(new Box(0, 40, 300, 280));
        // A window that lies in the bar shows nothing, whatever comes then.
        Placement bar = LETTERBOX.then(new Placement(Axis.drawn(0, 30, 0, SIZE), Axis.drawn(0, 30, 0, SIZE)));
        assertThat(bar.shown(all)).isEmpty();
        assertThat(bar.then(FLIP).then(shift(5, 40)).shown(all)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBoxComesBackAsItWas(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            Placement way = placement(random).then(placement(random));
            Box box = box(random);
            Optional<Box> back = way.forward(box).flatMap(way::back);
            same(back.orElseThrow(), box, EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void waysMayBeJoinedInAnyOrder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            Placement a = placement(random);
            Placement b = placement(random);
            Placement c = placement(random);
            Placement left = a.then(b).then(c);
            Placement right = a.then(b.then(c));
            for (boolean down : new boolean[] {false, true}) {
                Axis one = down ? left.down() : left.across();
                Axis other = down ? right.down() : right.across();
                // The scales of three windows of a pixel multiply to 3e7: the error is one of what is largest.
                double error = EXACT * Math.max(1, Math.abs(one.shift()));
                assertThat(new double[] {one.scale(), one.shift(), one.first(), one.last()})
                        .as("case " + i)
                        .containsExactly(
                                new double[] {other.scale(), other.shift(), other.first(), other.last()},
                                within(error));
            }
        }
    }

    /** A cut commutes with what comes behind it: cut after each step, a box is what it is when cut at the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBoxCutStepByStepIsTheBoxCutAtTheEnd(long seed) {
        Random random = new Random(seed);
        int seen = 0;
        for (int i = 0; i < 1000; i++) {
            Placement a = placement(random);
            Placement b = placement(random);
            Box box = box(random);
            Optional<Box> steps =
                    a.forward(box).flatMap(a::shown).flatMap(b::forward).flatMap(b::shown);
            Optional<Box> end = a.then(b).forward(box).flatMap(a.then(b)::shown);
            if (steps.isPresent() && steps.get().area() > 1e-6) {
                same(end.orElseThrow(), steps.get(), 1e-6);
                seen++;
            } else {
                assertThat(end.map(Box::area).orElse(0.0)).as("case " + i).isLessThan(2e-6);
            }
        }
        assertThat(seen).isGreaterThan(300);
    }

    @Test
    void whatIsFoundGoesBackToThePhotoAndNotBeyondIt() {
        List<FoundBox> found = List.of(
                new FoundBox(2, new Box(50, 60, 150, 140), 0.5),
                new FoundBox(1, new Box(-9, 20, 20, 50), 0.4),
                new FoundBox(1, new Box(10, 5, 20, 39), 0.9));
        assertThat(LETTERBOX.found(found))
                .containsExactly(
                        new FoundBox(2, new Box(100, 40, 300, 200), 0.5), new FoundBox(1, new Box(0, 0, 40, 20), 0.4));
    }

    @Test
    void aWayWithoutAWayBackIsRefused() {
        for (double scale : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Axis(scale, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Axis(1, Double.NaN, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boxesThatBecomeLinesAreNone() {
        assertThat(LETTERBOX.forward(new Box(0, 0, Double.MIN_VALUE, 5))).isEmpty();
        Placement farther = new Placement(Axis.drawn(0, 1000, 1_000_000, 1), Axis.shifted(0, 9));
        assertThat(farther.forward(new Box(1e6, 0, Math.nextUp(1e6), 5))).isEmpty();
        Box wide = new Box(-Double.MAX_VALUE, 0, Double.MAX_VALUE, 5);
        assertThat(new Placement(Axis.drawn(0, 1, 0, 9), Axis.shifted(0, 9)).forward(wide))
                .isEmpty();
    }
}
