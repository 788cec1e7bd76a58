package io.narsil.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.search.TrialResult;
import io.narsil.study.event.Progress;
import io.narsil.study.event.StudyEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is said where there is no terminal, as under nohup. */
class ProgressViewTest {
    private final StringWriter text = new StringWriter();
    private final ProgressView view =
            new ProgressView(new PrintWriter(text, true), false, false, () -> LocalTime.of(14, 2, 31));

    private int heard;

    private static StudyEvent progress(int over) {
        return new StudyEvent.Progressed(new Progress(
                over, 4, over / 4.0, OptionalDouble.of(90), "accuracy", over == 0 ? Map.of() : Map.of("b", 0.5)));
    }

    private String said() {
        String all = text.toString();
        String said = all.substring(heard);
        heard = all.length();
        return said;
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            view.second();
        }
    }

    @Test
    void aLineComesEachMinuteThoughNothingEnds() {
        view.on(new StudyEvent.WorkersStarting(2, false, ""));
        said();
        seconds(59);
        assertThat(said()).isEmpty();
        seconds(1);
        assertThat(said()).isEqualTo("14:02:31  still at \"workers\"\n");

        view.on(progress(0));
        view.on(new StudyEvent.TrialStarted(7));
        view.on(new StudyEvent.EpochDone(7, 1, 1, 0.5, 1));
        said();
        seconds(120);
        assertThat(said().lines())
                .hasSize(2)
                .allMatch(l -> l.equals("14:02:31  [------------------------]   0 %  0 of 4 trained  1:30 left"
                        + "  training: 7 (1 epoch)"));
    }

    @Test
    void aLineComesWheneverATrialIsOver() {
        view.on(progress(0));
        said();
        view.on(progress(0));
        assertThat(said()).isEmpty();
        view.on(progress(1));
        assertThat(said()).contains("1 of 4 trained").contains("best: b 50.0 %");
    }

    @Test
    void aStopSaysWhatIsKept() {
        view.on(new StudyEvent.TrialStarted(0));
        view.on(new StudyEvent.TrialStarted(1));
        view.on(new StudyEvent.TrialDone(
                new TrialResult(0, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), "")));
        view.on(progress(1));
        said();
        view.interrupted(Path.of("runs/x"));
        assertThat(said())
                .isEqualTo(
                        "Stopped. Nothing is lost: runs/x keeps 1 trial that is over and each epoch that is over of the"
                                + " 1 other, and the same command goes on from there; narsil finish runs/x makes a family"
                                + " of what there is.\n");
    }

    @Test
    void aStopBeforeATrialIsOverSaysSo() {
        view.interrupted(Path.of("runs/x"));
        assertThat(said()).isEqualTo("Stopped. Nothing is over yet: the same command begins with runs/x again.\n");
        view.on(progress(0));
        view.on(new StudyEvent.TrialStarted(0));
        said();
        view.interrupted(Path.of("runs/x"));
        assertThat(said())
                .isEqualTo(
                        "Stopped. No trial is over yet, but runs/x keeps each epoch that is over of the 1 under way, and"
                                + " the same command goes on from there.\n");
    }
}
