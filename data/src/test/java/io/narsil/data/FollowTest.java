package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.augment.RandomReframing;
import io.narsil.augment.Reframing;
import io.narsil.augment.ResizedCrop;
import io.narsil.augment.Zoom;
import io.narsil.boxes.Box;
import io.narsil.boxes.Placement;
import io.narsil.random.Seeds;
import io.narsil.task.Fit;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes follow their image: what is painted in a box is seen where the box says, whatever is done to the image. */
class FollowTest {
    private static final int CASES = 300;

    /** A rectangle this wide in the image has a white pixel, whatever filters have done to its edges. */
    private static final double WIDE = 2.5;

    /** Sums of how much farther out each side is seen than the box says, over many images. */
    private static final class Errors {
        private final double[] sums = new double[4];
        private int count;

        void add(Painted painted, String name) {
            add(painted, 1, name);
        }

        /** @param most largest error of a side in pixels */
        void add(Painted painted, double most, String name) {
            Box box = painted.followed();
            if (box == null || box.width() < WIDE || box.height() < WIDE) {
                return;
            }
            Box seen = painted.seen();
            assertThat(seen).as(name).isNotNull();
            double[] sides = {
                box.left() - seen.left(),
                box.top() - seen.top(),
                seen.right() - box.right(),
                seen.bottom() - box.bottom()
            };
            for (int i = 0; i < 4; i++) {
                assertThat(sides[i])
                        .as(name + ": " + box + " is seen at " + seen)
                        .isBetween(-most, most);
                sums[i] += sides[i];
            }
            count++;
        }

        /** Half a pixel to one side would pass image by image; pixels' middles are right where the mean is 0. */
        void areNone(int least) {
            assertThat(count).isGreaterThan(least);
            for (double sum : sums) {
                assertThat(sum / count).isCloseTo(0, within(0.1));
            }
        }
    }

    private static int side(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(12);
            case 1 -> 48;
            case 2 -> 20 + random.nextInt(60);
            default -> 60 + random.nextInt(240);
        };
    }

    private static Painted photo(Random random, Fit fit, int size) throws Exception {
        int height = side(random);
        int width = side(random);
        return Painted.photo(height, width, Painted.anywhere(random, height, width), fit, size);
    }

    private static RandomGenerator stream(long seed, int index) {
        return new Seeds(seed).stream("follow", index);
    }

    private static double larger(Reframing change, int size) {
        Placement placement = change.placement(size);
        return Math.max(placement.across().scale(), placement.down().scale());
    }

    private static Shift shift(Random random, int size) {
        return new Shift(size, random.nextInt(17) - 8, random.nextInt(17) - 8, random.nextBoolean());
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void photosOfAnyShapeIntoTheirSquare(Fit fit) throws Exception {
        Errors errors = new Errors();
        for (int seed = 0; seed < 2 * CASES; seed++) {
            Random random = new Random(seed);
            int size = random.nextBoolean() ? 48 : 20 + random.nextInt(50);
            errors.add(photo(random, fit, size), fit + ", seed " + seed);
        }
        errors.areNone(CASES / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"window", "zoom"})
    void aPictureInAnotherFrame(String which) throws Exception {
        RandomReframing change = which.equals("window") ? new ResizedCrop(0.1) : new Zoom(0.5, 2);
        Errors errors = new Errors();
        for (int seed = 0; seed < 2 * CASES; seed++) {
            Random random = new Random(seed);
            Painted photo = Painted.photo(48, 48, Painted.anywhere(random, 48, 48), Fit.CROP, 48);
            errors.add(photo.then(change.draw(48, stream(seed, 0))), which + ", seed " + seed);
        }
        errors.areNone(CASES);
    }

    @Test
    void shiftsAndFlipsAreExact() throws Exception {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Painted photo = Painted.photo(32, 32, Painted.anywhere(random, 32, 32), Fit.LETTERBOX, 32);
            Painted moved = photo.then(shift(random, 32));
            assertThat(moved.seen()).as("seed " + seed).isEqualTo(moved.followed());
        }
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void allOfItTogether(Fit fit) throws Exception {
        Errors errors = new Errors();
        for (int seed = 0; seed < 2 * CASES; seed++) {
            Random random = new Random(seed);
            Painted photo = photo(random, fit, 64);
            // What is small before it is scaled has lost its edges.
            Box box = photo.followed();
            if (box == null || box.width() < 4 || box.height() < 4) {
                continue;
            }
            Reframing window = new ResizedCrop(0.35).draw(64, stream(seed, 0));
            Reframing zoom = new Zoom(0.5, 1.5).draw(64, stream(seed, 1));
            Painted varied = photo.then(window).then(zoom).then(shift(random, 64));
            // Each step may be half a pixel of its own off, which later ones enlarge, and so may be who reads pixels.
            double last = larger(zoom, 64);
            errors.add(varied, (1 + 1 + last + last * larger(window, 64)) / 2, fit + ", seed " + seed);
            Placement way = varied.placement();
            Box back = way.forward(varied.box()).flatMap(way::back).orElseThrow();
            assertThat(new double[] {back.left(), back.top(), back.right(), back.bottom()})
                    .as("seed " + seed)
                    .containsExactly(
                            new double[] {
                                varied.box().left(),
                                varied.box().top(),
                                varied.box().right(),
                                varied.box().bottom()
                            },
                            within(1e-9));
        }
        errors.areNone(CASES / 2);
    }

    @Test
    void oneImageIsPlacedAsImagesOfTraining() {
        assertThat(SingleImage.placement(30, 40, 20, Fit.LETTERBOX))
                .isEqualTo(new Frame(20, 3, true, Fit.LETTERBOX).placement(30, 40));
        assertThat(SingleImage.placement(24, 40, 12, Fit.CROP).forward(new Box(8, 0, 32, 24)))
                .contains(new Box(0, 0, 12, 12));
        assertThat(SingleImage.placement(20, 20, 20, Fit.CROP)).isEqualTo(Placement.unmoved(20, 20));
    }
}
