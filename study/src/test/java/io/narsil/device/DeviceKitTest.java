package io.narsil.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.latency.LatencyTerms;
import io.narsil.network.NetworkFile;
import io.narsil.network.Trace;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kit that a made-up device measured, and profiles that a study must not take. */
class DeviceKitTest {
    private static final InputSpec IMAGES = new InputSpec(1, 28, 10);
    private static final String SPACE = SpaceFile.shippedText("fbnetv3-small");

    @TempDir
    private Path folder;

    private Path kit;
    private DeviceKit.Contents contents;

    @BeforeEach
    void writeKit() {
        kit = folder.resolve("kit");
        DeviceKit.write(kit, Problem.of(SpaceFile.shipped("fbnetv3-small"), IMAGES), SPACE, 80);
        contents = Json.read(kit.resolve("kit.json"), DeviceKit.Contents.class);
    }

    /** A device whose time is a sum over operations; one that is {@code odd} depends on the name of the network alone. */
    private Map<String, List<Double>> times(boolean odd) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (String name : contents.networks()) {
            SortedMap<String, Double> terms = LatencyTerms.of(Trace.of(NetworkFile.read(kit.resolve(name + ".yaml"))));
            double ms = odd
                    ? 1 + name.hashCode() % 7 / 10.0
                    : 1e-6
                            * (2000 * terms.get("depthwise")
                                    + 0.03 * terms.get("pointwise macs")
                                    + 900 * terms.get("product"));
            times.put(name, List.of(ms, 0.99 * ms, 1.02 * ms));
        }
        return times;
    }

    private Path results(String format, String id, Map<String, List<Double>> times) throws Exception {
        return Files.writeString(
                folder.resolve("results.json"),
                Json.write(new DeviceKit.Results(format, id, "made up", "runtime 1", 2, 1.01, times)));
    }

    @Test
    void aKitNamesNoFilesOutsideItsFolder() throws Exception {
        Path about = kit.resolve("kit.json");
        Files.writeString(about, Files.readString(about).replace("network-0007", "../network-0007"));
        refused(results("results/1", contents.id(), times(false)), "no kit of this version");
    }

    private void refused(Path results, String because) {
        assertThatThrownBy(() -> DeviceKit.read(kit, results))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(because);
    }

    @Test
    void aKitThatWasMeasuredBecomesAProfile() throws Exception {
        DeviceProfile profile = DeviceKit.read(kit, results("results/1", contents.id(), times(false)));
        assertThat(profile.device()).isEqualTo("made up");
        assertThat(profile.threads()).isEqualTo(2);
        assertThat(profile.here()).isFalse();
        assertThat(profile.networks()).isEqualTo(80);
        assertThat(profile.validation().networks()).hasSize(20);
        assertThat(profile.validation().medianError()).isLessThan(0.02);
        assertThat(profile.validation().passed()).isTrue();
        profile.check("here", SPACE, IMAGES);
        Path file = Files.writeString(folder.resolve("device.json"), profile.write());
        assertThat(DeviceProfile.read(file)).isEqualTo(profile);
        assertThat(kit.resolve("measure.py")).content().contains("onnxruntime");
        assertThat(kit.resolve(contents.reference() + ".onnx")).isNotEmptyFile();
    }

    @Test
    void resultsThatAreNotTheKitsAreRefused() throws Exception {
        refused(folder.resolve("none.json"), "there is no such file");
        refused(results("results/2", contents.id(), times(false)), "no results of this version (results/1)");
        refused(results("results/1", "other", times(false)), "of another kit");
        Map<String, List<Double>> some = times(false);
        some.remove("network-0007");
        some.put("network-0009", List.of(1.0, -1.0, 1.0));
        refused(
                results("results/1", contents.id(), some),
                "missing for 2 networks of the kit: network-0007, network-0009");
        refused(Files.writeString(folder.resolve("bad.json"), "{"), "no results of this version");
        assertThatThrownBy(() -> DeviceKit.read(folder, folder.resolve("results.json")))
                .hasMessageContaining("no kit of this version");
        assertThatThrownBy(
                        () -> DeviceKit.write(kit, Problem.of(SpaceFile.shipped("fbnetv3-small"), IMAGES), SPACE, 80))
                .hasMessageContaining("this folder is not empty");
    }

    @Test
    void aNullInAnyPlaceOfAKitOrItsResultsIsSaid() throws Exception {
        Path good = results("results/1", contents.id(), times(false));
        String kept = Files.readString(kit.resolve("kit.json"));
        for (String key :
                List.of("narsil", "id", "space", "channels", "resolution", "classes", "validation", "reference")) {
            Files.writeString(
                    kit.resolve("kit.json"), kept.replaceFirst("\"" + key + "\" : [^,]*", "\"" + key + "\" : null"));
            refused(good, "kit");
        }
        for (String list : List.of("networks", "choices")) {
            Files.writeString(
                    kit.resolve("kit.json"),
                    kept.replaceFirst("\"" + list + "\" : \\[ [^,]*", "\"" + list + "\" : [ null"));
            refused(good, "kit");
        }
        Files.writeString(
                kit.resolve("kit.json"), kept.replaceFirst("\"choices\" : \\[ \"[0-9]+", "\"choices\" : [ \"99"));
        refused(good, "is no candidate of the kit's space");
        Files.writeString(kit.resolve("kit.json"), kept);
        String text = Files.readString(good);
        for (String key : List.of("narsil", "kit", "device", "runtime", "threads", "drift", "network-0007")) {
            String wrong = text.replaceFirst("\"" + key + "\" : (\\[[^\\]]*\\]|[^,]*)", "\"" + key + "\" : null");
            assertThat(wrong).isNotEqualTo(text);
            refused(Files.writeString(folder.resolve("wrong.json"), wrong), "results");
        }
        refused(Files.writeString(folder.resolve("wrong.json"), text.replaceFirst("\\[ [0-9.]+", "[ null")), "results");
    }

    @Test
    void whereAnotherModelIsClearlyBetterItIsTaken() throws Exception {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int i = 0; i < contents.networks().size(); i++) {
            String[] genes = contents.choices().get(i).split(" ", -1);
            double ms = 1
                    + 0.3 * Integer.parseInt(genes[0])
                    + 0.2 * Integer.parseInt(genes[5])
                    + 0.1 * Integer.parseInt(genes[8]);
            times.put(contents.networks().get(i), List.of(ms, ms, ms));
        }
        DeviceProfile profile = DeviceKit.read(kit, results("results/1", contents.id(), times));
        assertThat(profile.terms()).isEmpty();
        assertThat(profile.fromTable()).isFalse();
        assertThat(profile.learned().candidates()).hasSize(80);
        assertThat(profile.passed()).isTrue();
        DeviceProfile again = DeviceProfile.read(Files.writeString(folder.resolve("device.json"), profile.write()));
        assertThat(again).isEqualTo(profile);
        Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), IMAGES);
        assertThat(again.timed(problem).costs().timed()).isTrue();
        // An older kit does not know its candidates, and its networks are read as a sum over operations.
        Path about = kit.resolve("kit.json");
        Files.writeString(about, Files.readString(about).replaceFirst("(?s),\\s*\"choices\" : \\[.*\\]", ""));
        DeviceProfile older = DeviceKit.read(kit, results("results/1", contents.id(), times));
        assertThat(older.learned()).isNull();
        assertThat(older.terms()).isNotEmpty();
    }

    @Test
    void aProfileThatFailedOrIsOfSomethingElseDecidesNothing() throws Exception {
        DeviceProfile odd = DeviceKit.read(kit, results("results/1", contents.id(), times(true)));
        assertThat(odd.validation().passed()).isFalse();
        assertThatThrownBy(() -> odd.check("study.yaml:3", SPACE, IMAGES))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("study.yaml:3: the device profile failed its validation: a median error of")
                .hasMessageContaining("Maybe measure the device again while nothing else runs on it.");
        DeviceProfile good = DeviceKit.read(kit, results("results/1", contents.id(), times(false)));
        assertThatThrownBy(() -> good.check("study.yaml:3", SPACE + "\n# changed\n", IMAGES))
                .hasMessageContaining("made for another space (\"fbnetv3-small\")");
        assertThatThrownBy(() -> good.check("study.yaml:3", SPACE, new InputSpec(3, 32, 10)))
                .hasMessageContaining("of 1 channels, 28 pixels and 10 classes, but the images have 3, 32 and 10");
        Path file = folder.resolve("device.json");
        Files.writeString(file, good.write().replace("device/1", "device/9"));
        assertThatThrownBy(() -> DeviceProfile.read(file))
                .hasMessageContaining("of the version \"device/9\", not \"device/1\"");
        Files.writeString(file, good.write().replace("\"margin\" : ", "\"margin\" : -"));
        assertThatThrownBy(() -> DeviceProfile.read(file)).hasMessageContaining("the device profile is damaged");
        Files.writeString(file, "{\"narsil\": \"device/1\"}");
        assertThatThrownBy(() -> DeviceProfile.read(file)).hasMessageContaining("the device profile is damaged");
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> DeviceProfile.read(file)).hasMessageContaining("no device profile of this version");
        assertThatThrownBy(() -> DeviceProfile.read(folder.resolve("none.json")))
                .hasMessageContaining("there is no such device profile");
    }

    @Test
    void numbersThatNoKitOrDeviceHasAreSaid() throws Exception {
        Path good = results("results/1", contents.id(), times(false));
        String kept = Files.readString(kit.resolve("kit.json"));
        for (String key : List.of("channels", "resolution", "classes")) {
            for (int wrong : new int[] {0, -3, Integer.MAX_VALUE}) {
                Files.writeString(
                        kit.resolve("kit.json"),
                        kept.replaceFirst("\"" + key + "\" : [0-9]+", "\"" + key + "\" : " + wrong));
                refused(good, "kit.json: the file is damaged: an input of");
            }
        }
        Files.writeString(kit.resolve("kit.json"), kept);
        String text = Files.readString(good);
        for (String wrong :
                List.of("\"threads\" : 0", "\"threads\" : 2147483647", "\"drift\" : -1", "\"drift\" : \"NaN\"")) {
            String key = wrong.substring(0, wrong.indexOf(':'));
            Files.writeString(good, text.replaceFirst(key + ": [0-9.]+", wrong));
            refused(good, "there must be 1 to 1024 threads, and a drift of 1 or more");
        }
    }
}
