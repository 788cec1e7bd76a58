package io.narsil.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden values are of tools/golden_targets.py. */
class AssignmentTest {
    private static final int[] STRIDES = {8, 16, 32};
    private static final Map<String, Assignment> RULES =
            Map.of("centre", CentreAssignment.USUAL, "adaptive", AdaptiveAssignment.USUAL);

    /**
     * One image of the golden file.
     *
     * @param wanted label and distances of all places that have something to say, by rule and place
     */
    record Golden(int resolution, List<TrueBox> objects, Map<String, Map<Integer, List<Float>>> wanted) {}

    static List<Golden> golden() throws IOException {
        List<Golden> all = new ArrayList<>();
        try (InputStream in = AssignmentTest.class.getResourceAsStream("targets.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("image")) {
                    Map<String, Map<Integer, List<Float>>> wanted = new TreeMap<>();
                    RULES.keySet().forEach(r -> wanted.put(r, new TreeMap<>()));
                    all.add(new Golden(Integer.parseInt(words[1]), new ArrayList<>(), wanted));
                    continue;
                }
                Golden image = all.get(all.size() - 1);
                if (RULES.containsKey(words[0])) {
                    List<Float> values = Arrays.stream(words, 2, words.length)
                            .map(Float::valueOf)
                            .toList();
                    image.wanted().get(words[0]).put(Integer.valueOf(words[1]), values);
                } else {
                    double[] n = Arrays.stream(words, 1, words.length)
                            .mapToDouble(Double::parseDouble)
                            .toArray();
                    Box box = new Box(n[1], n[2], n[3], n[4]);
                    image.objects().add(new TrueBox((int) n[0], box, box.area(), false, words[0].equals("ignored")));
                }
            }
        }
        return all;
    }

    private static Map<Integer, List<Float>> said(Targets targets) {
        Map<Integer, List<Float>> said = new TreeMap<>();
        for (int place = 0; place < targets.count(); place++) {
            if (targets.label(place) == Targets.UNSAID) {
                said.put(place, List.of((float) Targets.UNSAID));
            } else if (targets.label(place) != Targets.NOTHING) {
                float[] d = targets.distances(place);
                said.put(place, List.of((float) targets.label(place), d[0], d[1], d[2], d[3]));
            }
        }
        return said;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void placesLearnWhatAnIndependentProgramSays(Golden image) {
        List<Grid> grids = Grid.over(image.resolution(), STRIDES);
        RULES.forEach((name, rule) -> assertThat(said(rule.targets(image.objects(), grids)))
                .as(name)
                .isEqualTo(image.wanted().get(name)));
    }

    @Test
    void theOrderOfObjectsChangesNothing() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<TrueBox> objects = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                double left = random.nextDouble() * 120;
                double top = random.nextDouble() * 120;
                Box box = new Box(left, top, left + 4 + random.nextDouble() * 90, top + 4 + random.nextDouble() * 90);
                objects.add(TrueBox.of(i, box));
            }
            List<TrueBox> other = new ArrayList<>(objects);
            Collections.shuffle(other, random);
            List<Grid> grids = Grid.over(160, STRIDES);
            for (Assignment rule : RULES.values()) {
                assertThat(said(rule.targets(other, grids)))
                        .as("seed %d, %s", seed, rule)
                        .isEqualTo(said(rule.targets(objects, grids)));
            }
        }
    }

    @Test
    void anObjectAsLargeAsTheImageIsLearnedOnTheCoarsestLevel() {
        List<Grid> grids = Grid.over(320, STRIDES);
        Targets targets = CentreAssignment.USUAL.targets(List.of(TrueBox.of(3, new Box(0, 0, 320, 320))), grids);
        int fine = grids.get(0).count() + grids.get(1).count();
        assertThat(said(targets).keySet())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p).isGreaterThanOrEqualTo(fine));
    }

    @Test
    void anImageWithoutObjectsTeachesNothing() {
        List<Grid> grids = Grid.over(64, STRIDES);
        assertThat(grids).extracting(Grid::count).containsExactly(64, 16, 4);
        RULES.values()
                .forEach(
                        r -> assertThat(r.targets(List.of(), grids).positives()).isZero());
    }

    @Test
    void aGridHasPlaces() {
        assertThatThrownBy(() -> new Grid(8, 0, 4)).hasMessageContaining("no grid: 0 x 4 at a stride of 8");
    }
}
