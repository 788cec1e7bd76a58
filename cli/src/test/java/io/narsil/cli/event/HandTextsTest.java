package io.narsil.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Cost;
import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.WithoutHand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandTextsTest {
    private static final Budget SMALL = new Budget("small", Map.of(Measure.MACS, 700_000L));

    @Test
    void whatIsTrainedIsNamedByItsShapeAndBudgets() {
        Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10))
                .comparedWith(Shapes.of(28, text -> text));
        SearchPlan plan = SearchPlan.of(List.of(SMALL, new Budget("large", Map.of(Measure.MACS, 2_000_000L))))
                .finalEpochs(6)
                .build();
        List<StudyEvent.Choice> choices = new ArrayList<>();
        ByHand.of(problem, plan)
                .all()
                .forEach((candidate, budget) -> choices.add(new StudyEvent.Choice(
                        new Trial(choices.size(), Trial.Kind.HAND, 0, budget.name(), candidate, 6, 6),
                        Cost.ZERO,
                        Optional.empty())));
        EventTexts.Line line = EventTexts.of(new StudyEvent.TrialsChosen(Step.Why.BY_HAND, 4, "accuracy", choices))
                .orElseThrow();
        assertThat(line.stage()).isEqualTo("by hand");
        assertThat(line.what())
                .endsWith(
                        "the largest residual network within small, large; the largest inverted-residual network within"
                                + " small, large; 6 epochs each");
    }

    @Test
    void whereThereIsNoneTheReasonIsSaid() {
        for (WithoutHand reason : WithoutHand.values()) {
            assertThat(EventTexts.of(new StudyEvent.NothingByHand(SMALL, reason))
                            .orElseThrow()
                            .what())
                    .startsWith("small: no network that is made by hand will stand beside its member, since ")
                    .contains(
                            switch (reason) {
                                case IMAGES -> "images of 24 to 320 pixels only";
                                case LATENCY -> "how long one takes on the device is not known";
                                case LIMITS -> "no shape has one within 700.0k multiply-adds";
                                case BELIEVED -> "believes in, whole, is not within 700.0k multiply-adds";
                            });
        }
    }
}
