package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of a lead a finalist must have that is little known. */
class CautionTest {
    private static final SearchSpace SPACE = SpaceFile.parse("s", """
            narsil: space/1
            name: s
            input: {smallest: 8, largest: 32}
            stages:
              - {block: conv, kernel: 3, channels: [8, 16], stride: 2}
              - {block: classifier}
            recipe:
              dropout: [0, 0.1, 0.2]
              mixup: [0, 0.1]
              flip: on
            """, 16);
    private static final StageCosts COSTS = new StageCosts(SPACE, new InputSpec(3, 16, 10));
    private static final Budget ALL = new Budget("all", Map.of(Measure.MACS, 1_000_000_000L));
    private static final List<Candidate> EACH =
            Pool.build(List.of(ALL), COSTS, 12, new Seeds(1)).all();

    /** Sixteen channels look better by 0.1 and are known to 0.08 only. */
    private static final Told UNSURE =
            new Told(c -> c.gene(0) == 1 ? new Prediction(0.6, 0.08) : new Prediction(0.5, 0.01));

    private static int channels(List<Candidate> trained) {
        SearchPlan plan = SearchPlan.of(List.of(ALL)).build();
        return Evolution.ofFinalists(UNSURE, COSTS, plan, trained)
                .run(ALL, EACH, new Seeds(1).stream("evolution", 0))
                .get(0)
                .candidate()
                .gene(0);
    }

    @Test
    void whereFewWereTriedALeadMustBeWorthTwoDeviations() {
        assertThat(EACH).hasSizeGreaterThan(3);
        assertThat(channels(EACH.subList(0, 3)))
                .as("as many as parameters with a choice")
                .isEqualTo(1);
        assertThat(channels(EACH.subList(0, 2))).isZero();
        assertThat(channels(List.of(EACH.get(0), EACH.get(1), EACH.get(0), EACH.get(1))))
                .as("the same ones once more tell nothing new of parameters")
                .isZero();
    }

    @Test
    void aCandidateIsNeededForEachParameterWithAChoiceHoweverMany() {
        assertThat(SPACE.parameters()).anyMatch(p -> p.size() > 2);
        assertThat(FewTried.in(SPACE, 2)).isTrue();
        assertThat(FewTried.in(SPACE, 3)).isFalse();
    }
}
