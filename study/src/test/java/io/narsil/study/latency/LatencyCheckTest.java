package io.narsil.study.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.Architecture;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Scored;
import io.narsil.space.DetectorSpace;
import io.narsil.space.InputSpec;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.event.StudyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyCheckTest {
    private static final Budget TWO = new Budget("two", Map.of(Measure.LATENCY, 2_000_000L));

    @TempDir
    private Path folder;

    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 24, 2));
    private final List<Scored> ranked = ranked(40);
    private final List<StudyEvent> events = new ArrayList<>();
    private final List<Architecture> measured = new ArrayList<>();

    private List<Scored> ranked(int count) {
        RandomGenerator random = new Seeds(1).stream("ranked", 0);
        return Stream.generate(() -> problem.space().random(random))
                .limit(count)
                .map(c -> new Scored(c, new Prediction(0.5, 0)))
                .toList();
    }

    private int finalists = 1;

    /** A check whose stopwatch says these milliseconds, one network after the other, and then the last of them. */
    private LatencyCheck check(double... milliseconds) {
        return new LatencyCheck(
                problem,
                network -> {
                    measured.add(network);
                    return milliseconds[Math.min(measured.size(), milliseconds.length) - 1];
                },
                folder.resolve("latencies.json"),
                finalists,
                events::add);
    }

    @Test
    void whatTakesTooLongIsReplacedByTheNextBestAndSaid() {
        assertThat(check(2.5, 1.5, 3.5, 1, 1).admit(TWO, ranked))
                .containsExactly(ranked.get(1), ranked.get(3), ranked.get(4));
        assertThat(measured).first().isEqualTo(problem.network(ranked.get(0).candidate()));
        assertThat(events).containsExactly(new StudyEvent.Replaced("two", List.of(2_500_000L)));
    }

    @Test
    void whatIsQuickEnoughIsAdmittedInItsOrderAndNobodyIsToldOfIt() {
        assertThat(check(2).admit(TWO, ranked)).isEqualTo(ranked.subList(0, 3));
        assertThat(measured).hasSize(3);
        assertThat(events).isEmpty();
    }

    /** A detector is another one with another neck or head, though its network is the same. */
    @Test
    void detectorsAreMeasuredWithNeckAndHead() {
        SearchSpace space = SpaceFile.parse("scaled", DetectorSpace.of(SpaceFile.shippedText("scaled")), 192);
        Problem finding = Problem.of(space, new InputSpec(3, 192, 2));
        List<Scored> forms = new ArrayList<>();
        for (int neck = 0; neck < 2; neck++) {
            for (int depth = 0; depth < 2; depth++) {
                int[] genes = new int[space.parameters().size()];
                genes[place(space, "detector.neck")] = neck;
                genes[place(space, "detector.depth")] = depth;
                forms.add(new Scored(space.candidate(genes), new Prediction(0.5, 0)));
            }
        }
        LatencyCheck check = new LatencyCheck(
                finding,
                network -> {
                    measured.add(network);
                    return 1;
                },
                folder.resolve("latencies.json"),
                finalists,
                events::add);
        forms.forEach(form -> check.admit(TWO, List.of(form)));
        check.admit(TWO, List.of(forms.get(0)));
        assertThat(measured)
                .isEqualTo(forms.stream()
                        .map(form -> finding.architecture(form.candidate()))
                        .toList())
                .doesNotHaveDuplicates();
    }

    private static int place(SearchSpace space, String parameter) {
        return space.parameters().stream().map(Parameter::name).toList().indexOf(parameter);
    }

    @Test
    void twoMoreAreAdmittedThanThereAreFinalists() {
        finalists = 5;
        assertThat(check(1).admit(TWO, ranked)).isEqualTo(ranked.subList(0, 7));
    }

    @Test
    void whatWasMeasuredIsNotMeasuredAgain() {
        check(1).admit(TWO, ranked);
        measured.clear();
        assertThat(check(9).admit(TWO, ranked)).isEqualTo(ranked.subList(0, 3));
        assertThat(measured).isEmpty();
    }

    @Test
    void whereNoneKeepsTheBudgetTheBestIsTold() {
        assertThatThrownBy(() -> check(5, 6).admit(TWO, ranked))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none of the 30 best candidates for the budget \"two\" (2.00 ms latency) keeps it"
                        + " when it is measured; the best of them took 5.00 ms");
        assertThat(measured).hasSize(30);
    }

    @Test
    void otherBudgetsAreNotMeasured() {
        assertThat(check(1).admit(new Budget("macs", Map.of(Measure.MACS, 1L)), ranked))
                .isEqualTo(ranked);
        assertThat(measured).isEmpty();
        assertThat(folder.resolve("latencies.json")).doesNotExist();
    }

    /** Such a time would admit, or refuse, what nobody has measured. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"NaN\"", "\"Infinity\"", "1e300", "null", "\"soon\"", "[1]", "{}"})
    void aFileWithATimeThatIsNoneIsRefused(String time) {
        WholeFile.write(folder.resolve("latencies.json"), "{\"ab\": 1.5, \"cd\": " + time + "}");
        assertThatThrownBy(() -> check(1))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("latencies.json: ", "cd", "delete it and run the same command");
    }
}
