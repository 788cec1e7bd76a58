package io.narsil.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.latency.LatencyModel;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Stopwatch;
import io.narsil.onnx.Untrained;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times with a clock that says what a test tells it, so that nothing depends on this machine. */
class PaceTest {
    private static final Network NETWORK = Zoo.get("mobilenetv3-small").with("reference", 3, 32, 10);
    private static final double REFERENCE = 2;

    private final List<Integer> turns = new ArrayList<>();

    private static DeviceProfile profile() {
        return DeviceProfile.of("any", "any", 1)
                .problem(Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(3, 32, 10)), "")
                .reference(NETWORK, REFERENCE)
                .model(LatencyModel.NONE, 0)
                .validation(new DeviceProfile.Validation(0, 0, 1, List.of()))
                .build();
    }

    /** The pace of a machine on which the reference takes these milliseconds, time by time, and a model three times as many. */
    private Pace pace(double... reference) {
        return new Pace(profile(), (models, count) -> {
            double now = reference[turns.size()];
            turns.add(count);
            List<Stopwatch.Reading> readings = new ArrayList<>(List.of(new Stopwatch.Reading(now, now, now)));
            for (int i = 1; i < models.size(); i++) {
                readings.add(new Stopwatch.Reading(3 * now, 2 * now, 4 * now));
            }
            return readings;
        });
    }

    private static Pace.Timed timed(Pace pace) {
        try (OnnxModel model = OnnxModel.of(Untrained.onnx(NETWORK), 1)) {
            return pace.time(List.of(model), 5);
        }
    }

    @Test
    void atTheProfilesPaceTimesAreAsTheyWereRead() {
        for (double now : new double[] {REFERENCE, 1.03 * REFERENCE, 0.97 * REFERENCE}) {
            turns.clear();
            Pace.Timed timed = timed(pace(now));
            assertThat(timed.slowdown()).isEqualTo(1);
            assertThat(timed.readings()).containsExactly(new Stopwatch.Reading(3 * now, 2 * now, 4 * now));
            assertThat(turns).containsExactly(5);
        }
    }

    @Test
    void onASlowMachineTimesAreForThePaceOfTheProfileAndTheQuietestTryCounts() {
        Pace.Timed timed = timed(pace(8, 4, 6, 7));
        assertThat(timed.slowdown()).isEqualTo(2);
        assertThat(timed.readings()).containsExactly(new Stopwatch.Reading(6, 4, 8));
        assertThat(turns).hasSize(4);
    }

    @Test
    void aMachineThatComesToItsPaceIsNotAskedAgain() {
        assertThat(timed(pace(8, 2)).slowdown()).isEqualTo(1);
        assertThat(turns).hasSize(2);
    }

    @Test
    void onAFasterMachineTimesAreForThePaceOfTheProfileToo() {
        Pace.Timed timed = timed(pace(0.5));
        assertThat(timed.slowdown()).isEqualTo(0.25);
        assertThat(timed.readings().get(0).median()).isCloseTo(6, within(1e-12));
        assertThat(turns).hasSize(1);
    }

    @Test
    void aNetworkIsTimedByItsMedian() {
        assertThat(pace(4, 4, 4, 4).milliseconds(NETWORK, 7)).isEqualTo(6);
        assertThat(turns).containsOnly(7);
    }
}
