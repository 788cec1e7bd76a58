package io.narsil.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Untrained;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PaceTest {
    /** A profile of a time when the machine was slower or faster by far than it can be now. */
    private static DeviceProfile profile(Network reference, double milliseconds) {
        return new DeviceProfile(
                "device/1",
                "any",
                "any",
                1,
                "any",
                "",
                3,
                32,
                10,
                0,
                1,
                new DeviceProfile.Reference(NetworkFile.write(reference), milliseconds),
                new TreeMap<>(),
                0,
                new DeviceProfile.Validation(0, 0, 1, List.of()));
    }

    @Test
    void timesAreForThePaceOfTheProfile() {
        Network network = Zoo.get("mobilenetv3-small");
        Network small = network.with("reference", 3, 32, 10);
        for (double milliseconds : new double[] {1e-4, 1e4}) {
            try (OnnxModel same = OnnxModel.of(Untrained.onnx(small), 1)) {
                Pace.Timed timed = new Pace(profile(small, milliseconds)).time(List.of(same), 5);
                // The model that is timed is the reference itself, so it takes what the profile says, but for noise.
                assertThat(timed.readings().get(0).median()).isBetween(milliseconds / 3, 3 * milliseconds);
                assertThat(timed.slowdown() > 1).isEqualTo(milliseconds < 1);
            }
        }
    }
}
