package io.narsil.study.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ParameterWorthTest {
    private static final SearchSpace SPACE = SpaceFile.parse("s.yaml", """
            narsil: space/1
            name: t
            parameters:
              a: [-2, -1, 0, 1, 2]
              b: [-2, -1, 0, 1, 2]
              c: [-2, -1, 0, 1, 2]
            """);

    private static List<ParameterWorth> worth(SearchSpace space, ToDoubleFunction<Candidate> score) {
        List<Candidate> all = all(space);
        return ParameterWorth.of(space, all, all.stream().mapToDouble(score).toArray());
    }

    /** Every candidate of a space, each once. */
    private static List<Candidate> all(SearchSpace space) {
        List<int[]> genes = List.of(new int[space.parameters().size()]);
        for (int p = 0; p < space.parameters().size(); p++) {
            List<int[]> more = new ArrayList<>();
            for (int[] before : genes) {
                for (int v = 0; v < space.parameters().get(p).size(); v++) {
                    int[] now = before.clone();
                    now[p] = v;
                    more.add(now);
                }
            }
            genes = more;
        }
        return genes.stream().map(space::candidate).distinct().toList();
    }

    private static double number(Candidate candidate, String name) {
        return Double.parseDouble(candidate.values().get(name));
    }

    /** Of 4a + 3b the variances are 16 and 9 parts of 25; chance puts (k - 1) / (N - k) of what lies within groups between them. */
    @Test
    void ofASumItIsEachPartsShareOfTheVariance() {
        List<ParameterWorth> all = worth(SPACE, c -> 4 * number(c, "a") + 3 * number(c, "b"));
        assertThat(all).extracting(ParameterWorth::parameter).containsExactly("a", "b", "c");
        assertThat(all.get(0).share()).isCloseTo(0.64 - 0.36 * 4 / 120, within(1e-12));
        assertThat(all.get(1).share()).isCloseTo(0.36 - 0.64 * 4 / 120, within(1e-12));
        assertThat(all.get(2).share()).isZero();
        assertThat(all.get(0).best()).isEqualTo("2");
        assertThat(all.get(0).worst()).isEqualTo("-2");
        assertThat(all.get(0).gain()).isCloseTo(16, within(1e-12));
        assertThat(all.get(1).gain()).isCloseTo(12, within(1e-12));
        assertThat(all.get(2).gain()).isCloseTo(0, within(1e-12));
    }

    @Test
    void ofAProductNoPartHasAnyByItself() {
        assertThat(worth(SPACE, c -> number(c, "a") * number(c, "b")))
                .allSatisfy(p -> assertThat(p.share()).isZero());
    }

    @Test
    void equalScoresAreWorthNothing() {
        assertThat(worth(SPACE, c -> 0)).allSatisfy(p -> {
            assertThat(p.share()).isZero();
            assertThat(p.gain()).isZero();
        });
    }

    /** Where a is 0 nobody reads b, which stands at its first value: that says nothing of b. */
    @Test
    void whoDoesNotReadAParameterHasNoValueOfIt() {
        SearchSpace space = SpaceFile.parse("s.yaml", """
                narsil: space/1
                name: t
                parameters:
                  a: [0, 1]
                  b: {values: [1, 2, 3], when: {a: 1}}
                  one: [7]
                """);
        assertThat(all(space)).hasSize(4);
        List<ParameterWorth> all = worth(space, c -> number(c, "a") == 0 ? -3 : 1);
        assertThat(all).extracting(ParameterWorth::parameter).containsExactly("a", "b");
        assertThat(all.get(0).share()).isEqualTo(1);
        assertThat(all.get(1).share()).isZero();
        assertThat(all.get(1).gain()).isZero();
    }
}
