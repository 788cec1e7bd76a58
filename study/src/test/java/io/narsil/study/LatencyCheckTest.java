package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.device.DeviceProfile;
import io.narsil.json.Json;
import io.narsil.network.NetworkFile;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Scored;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import io.narsil.study.event.StudyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyCheckTest {
    private static final Budget HOUR = new Budget("hour", Map.of(Measure.LATENCY, 3_600_000_000_000L));

    @TempDir
    private Path folder;

    private final SearchSpace space = SpaceFile.shipped("fbnetv3-small");
    private final StageCosts costs = new StageCosts(space, new InputSpec(1, 24, 2));
    private final List<StudyEvent> events = new ArrayList<>();
    private final DeviceProfile profile = new DeviceProfile(
            "device/1",
            "any",
            "any",
            1,
            space.name(),
            "",
            1,
            24,
            2,
            0,
            1,
            new DeviceProfile.Reference(
                    NetworkFile.write(space.network(
                            space.candidate(new int[space.parameters().size()]), costs.images())),
                    0.05),
            new TreeMap<>(),
            0,
            new DeviceProfile.Validation(0, 0, 1, List.of()));

    private List<Scored> ranked(int count) {
        RandomGenerator random = new Seeds(1).stream("ranked", 0);
        return Stream.generate(() -> space.random(random))
                .limit(count)
                .map(c -> new Scored(c, new Prediction(0.5, 0)))
                .toList();
    }

    private LatencyCheck check() {
        return new LatencyCheck(costs, profile, folder.resolve("latencies.json"), events::add);
    }

    /** Measures candidates, and says of some that they take so many milliseconds. */
    private void pretend(List<Scored> ranked, double... milliseconds) throws Exception {
        check().admit(HOUR, ranked);
        Map<String, Double> measured = Json.map(folder.resolve("latencies.json"), Double.class);
        assertThat(measured)
                .hasSize(3)
                .allSatisfy((network, ms) -> assertThat(ms).isPositive());
        int i = 0;
        for (Map.Entry<String, Double> entry : measured.entrySet()) {
            entry.setValue(milliseconds[i++]);
        }
        java.nio.file.Files.writeString(folder.resolve("latencies.json"), Json.write(measured));
    }

    @Test
    void whatTakesTooLongIsReplacedByTheNextBestAndSaid() throws Exception {
        List<Scored> ranked = ranked(3);
        pretend(ranked, 2.5, 1.5, 3.5);
        Budget two = new Budget("two", Map.of(Measure.LATENCY, 2_000_000L));
        assertThat(check().admit(two, ranked)).containsExactly(ranked.get(1));
        assertThat(events).containsExactly(new StudyEvent.Replaced("two", List.of(2_500_000L)));
    }

    @Test
    void whatWasMeasuredIsNotMeasuredAgain() throws Exception {
        List<Scored> ranked = ranked(3);
        pretend(ranked, 5, 5, 5);
        Budget two = new Budget("two", Map.of(Measure.LATENCY, 2_000_000L));
        assertThatThrownBy(() -> check().admit(two, ranked))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none of the 3 best candidates for the budget \"two\" (2.00 ms latency) keeps it"
                        + " when it is measured; the best of them took 5.00 ms");
    }

    @Test
    void otherBudgetsAreNotMeasured() {
        List<Scored> ranked = ranked(3);
        assertThat(check().admit(new Budget("macs", Map.of(Measure.MACS, 1L)), ranked))
                .isEqualTo(ranked);
        assertThat(folder.resolve("latencies.json")).doesNotExist();
    }
}
