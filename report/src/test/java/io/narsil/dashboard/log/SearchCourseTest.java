package io.narsil.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchCourseTest {
    private static SeenTrial trial(int id, String kind, String budget, long macs, String status, double... scores) {
        SeenTrial trial = new SeenTrial(id);
        trial.kind = kind;
        trial.budget = budget;
        trial.macs = macs;
        trial.status = status;
        trial.epochs = scores.length;
        for (int i = 0; i < scores.length; i++) {
            trial.epoch(i + 1, 1, scores[i], 1);
        }
        return trial;
    }

    @Test
    void stepsAndFrontAreOfWhatTheSearchFound() {
        SeenTrial goesOn = trial(6, "round", "small", 100, "done", 0.1, 0.5, 0.55);
        goesOn.before = 2;
        goesOn.continues = 1;
        SearchCourse course = SearchCourse.of(List.of(
                trial(0, "hand", "small", 10, "done", 0.9),
                trial(1, "round", "small", 100, "done", 0.1, 0.5),
                trial(2, "round", "large", 300, "done", 0.2, 0.4),
                trial(3, "round", "large", 200, "diverged", 0.95),
                trial(4, "round", "small", 90, "failed"),
                trial(5, "round", "large", 50, "running", 0.8),
                goesOn,
                trial(7, "finalist", "large", 400, "done", 0.3, 0.5, 0.6, 0.7)));
        assertThat(course.trials()).isEqualTo(6);
        assertThat(course.epochs()).isEqualTo(2 + 2 + 1 + 0 + 1 + 4);
        assertThat(course.steps())
                .containsExactly(
                        new SearchCourse.Step("small", 1, 2, 0.5, 1),
                        new SearchCourse.Step("large", 2, 4, 0.4, 2),
                        new SearchCourse.Step("small", 5, 6, 0.55, 6),
                        new SearchCourse.Step("large", 6, 10, 0.7, 7));
        assertThat(course.front()).extracting(TrialFacts::trial).containsExactly(6, 7);
    }

    @Test
    void aSearchThatHasNotBegunFoundNothing() {
        assertThat(SearchCourse.of(List.of())).isEqualTo(new SearchCourse(0, 0, List.of(), List.of()));
    }
}
