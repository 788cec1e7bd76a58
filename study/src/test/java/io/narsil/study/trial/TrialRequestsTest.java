package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrainRequest;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialRequestsTest {
    private static final Seeds SEEDS = new Seeds(7);

    private final SearchSpace space = SpaceFile.shipped("fbnetv3-small");
    private final InputSpec images = new InputSpec(1, 28, 10);
    private final TrialRequests requests = new TrialRequests(
            Problem.of(space, images),
            SearchPlan.of(List.of(new Budget("small", Map.of(Measure.MACS, 1_000_000L))))
                    .distillation(0.8)
                    .seed(7)
                    .build());

    private Trial trial(int id, Trial.Kind kind, OptionalInt teacher) {
        Candidate candidate = space.random(new Seeds(1).stream("candidate", id));
        return new Trial(id, kind, 0, "small", candidate, 2, 3, teacher);
    }

    @ParameterizedTest
    @EnumSource(Trial.Kind.class)
    void whatIsOfTheSearchedSpaceInherits(Trial.Kind kind) {
        TrainRequest.Parent parent = new TrainRequest.Parent(Zoo.get("fbnetv3-a"), "parent");
        Trial trial = trial(4, kind, OptionalInt.empty());
        assertThat(requests.of(trial).parent()).isNull();
        TrainRequest request = requests.inherit(Optional.of(parent)).of(trial);
        assertThat(request.parent()).isEqualTo(parent);
        assertThat(request.start()).isEmpty();
        SearchSpace shape = Shapes.of(28, text -> text).get(0);
        Problem compared = Problem.of(space, images).comparedWith(List.of(shape));
        TrialRequests all = new TrialRequests(
                compared,
                SearchPlan.of(List.of(new Budget("small", Map.of(Measure.MACS, 1_000_000L))))
                        .build());
        Candidate byHand = shape.candidate(new int[shape.parameters().size()]);
        Trial other = new Trial(5, Trial.Kind.HAND, 0, "small", byHand, 2, 3, OptionalInt.empty());
        assertThat(all.inherit(Optional.of(parent)).of(other).parent()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Trial.Kind.class)
    void aRequestSaysAllOfItsTrial(Trial.Kind kind) {
        Trial trial = trial(4, kind, OptionalInt.empty());
        TrainRequest request = requests.of(trial);
        assertThat(request.trial()).isEqualTo(4);
        assertThat(request.seed()).isEqualTo(SEEDS.derive("trial", 4));
        assertThat(request.network()).isEqualTo(space.network(trial.candidate(), images));
        assertThat(request.recipe()).isEqualTo(Recipe.complete(space.recipe(trial.candidate())));
        assertThat(request.epochs()).isEqualTo(2);
        assertThat(request.scheduleEpochs()).isEqualTo(3);
        assertThat(request.images()).isEqualTo("images");
        assertThat(request.checkpoint()).isEqualTo("trial-4");
        assertThat(request.start()).isEmpty();
        assertThat(request.teacher()).isNull();
        assertThat(request.best()).isFalse();
        // The test images are for the end, and weights for those whose weights somebody will use.
        assertThat(request.test()).isEqualTo(kind != Trial.Kind.ROUND);
        assertThat(request.weights())
                .isEqualTo(
                        switch (kind) {
                            case FINALIST -> "trial-4-weights";
                            case HAND -> "trial-4-by-hand";
                            case ROUND, BASELINE -> "";
                        });
    }

    @Test
    void eachTrialHasASeedOfItsOwnAndAlwaysTheSame() {
        Trial first = trial(0, Trial.Kind.ROUND, OptionalInt.empty());
        Trial second = trial(1, Trial.Kind.ROUND, OptionalInt.empty());
        assertThat(requests.of(first).seed()).isNotEqualTo(requests.of(second).seed());
        assertThat(requests.of(first)).isEqualTo(requests.of(first));
    }

    @Test
    void aTeacherIsATrialThatWasAddedBefore() {
        Trial master = trial(5, Trial.Kind.FINALIST, OptionalInt.empty());
        requests.add(master);
        TrainRequest.Teacher teacher =
                requests.of(trial(6, Trial.Kind.BASELINE, OptionalInt.of(5))).teacher();
        assertThat(teacher.network()).isEqualTo(space.network(master.candidate(), images));
        assertThat(teacher.weights()).isEqualTo("trial-5-weights");
        assertThat(teacher.share()).isEqualTo(0.8);
        assertThat(teacher.after()).isZero();
        assertThat(requests.trial(5)).isEqualTo(master);
    }

    /** It may be run on another machine, by whoever has the files. */
    @Test
    void aRequestNamesNoPlaceOnThisMachine() {
        requests.add(trial(5, Trial.Kind.FINALIST, OptionalInt.empty()));
        assertThat(Protocol.write(requests.of(trial(6, Trial.Kind.FINALIST, OptionalInt.of(5)))))
                .doesNotContain("/\"", "\"/", ".safetensors");
    }
}
