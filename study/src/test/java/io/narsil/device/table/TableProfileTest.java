package io.narsil.device.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.device.DeviceCandidates;
import io.narsil.device.DeviceProfile;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From candidates that a user times to a profile that a study's budgets rest on. */
class TableProfileTest {
    private static final InputSpec IMAGES = new InputSpec(1, 28, 10);
    private static final String SPACE = SpaceFile.shippedText("fbnetv3-small");

    @TempDir
    private Path folder;

    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), IMAGES);

    /** Candidates with times that depend on two choices, or on nothing. */
    private Path timed(boolean odd) throws Exception {
        Path file = folder.resolve(odd ? "odd.csv" : "times.csv");
        assertThat(DeviceCandidates.write(file, Optional.empty(), problem, 60)).isEqualTo(60);
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(","));
        RandomGenerator random = new Seeds(7).stream("odd", 0);
        List<String> filled = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double ms = odd
                    ? 1 + random.nextDouble()
                    : 0.5
                            + 0.1 * Integer.parseInt(cells[header.indexOf("stage3.depth")])
                            + 0.01 * Integer.parseInt(cells[header.indexOf("stage2.channels")]);
            filled.add(line + String.format(Locale.ROOT, "%.4f", ms));
        }
        return Files.write(file, filled);
    }

    private DeviceProfile profile(Path file) {
        LatencyTable table = LatencyTable.read(file, problem.space(), Optional.empty(), Optional.empty());
        return TableProfile.of(table, problem, SPACE, "phone");
    }

    @Test
    void candidatesThatWereTimedBecomeAProfile() throws Exception {
        DeviceProfile profile = profile(timed(false));
        assertThat(profile.passed()).isTrue();
        assertThat(profile.here()).isFalse();
        assertThat(profile.runtime()).isEqualTo("times from times.csv");
        assertThat(profile.learned().table()).isEqualTo("times.csv");
        assertThat(profile.learned().meanShare()).isLessThan(0.03);
        assertThat(profile.learned().tried()).hasSize(5);
        assertThat(profile.validation().networks()).hasSize(60);
        profile.check("here", SPACE, IMAGES);
        Path file = Files.writeString(folder.resolve("phone.json"), profile.write());
        DeviceProfile again = DeviceProfile.read(file);
        assertThat(again).isEqualTo(profile);
        Candidate candidate = problem.space().random(new Seeds(1).stream("any", 0));
        assertThat(again.timed(problem).cost(candidate))
                .isEqualTo(profile.timed(problem).cost(candidate));
        assertThat(again.timed(problem).task()).isEqualTo(problem.task());
        double wanted = 0.5
                + 0.1 * Integer.parseInt(candidate.values().get("stage3.depth"))
                + 0.01 * Integer.parseInt(candidate.values().get("stage2.channels"));
        assertThat(again.timed(problem).milliseconds(candidate)).isBetween(0.9 * wanted, 1.1 * wanted);
    }

    @Test
    void timesThatDoNotDependOnTheNetworkDecideNothing() throws Exception {
        DeviceProfile odd = profile(timed(true));
        assertThat(odd.passed()).isFalse();
        assertThatThrownBy(() -> odd.check("study.yaml:3", SPACE, IMAGES))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "study.yaml:3: the device profile failed its validation: on networks held out its")
                .hasMessageContaining("for always saying the mean")
                .hasMessageContaining("Maybe more rows in its table.");
    }

    @Test
    void aDamagedProfileIsRefused() throws Exception {
        String text = profile(timed(false)).write();
        Path file = folder.resolve("phone.json");
        Files.writeString(file, text.replaceFirst("\"milliseconds\" : [0-9.]+", "\"milliseconds\" : -1.0"));
        assertThatThrownBy(() -> DeviceProfile.read(file)).hasMessageContaining("the device profile is damaged");
        Files.writeString(file, text.replaceFirst("\"model\" : \"\\w+\"", "\"model\" : \"magic\""));
        assertThatThrownBy(() -> DeviceProfile.read(file)).hasMessageContaining("the device profile is damaged");
        Files.writeString(file, text.replaceFirst("\"choices\" : \"[0-9]+", "\"choices\" : \"9999"));
        assertThatThrownBy(() -> DeviceProfile.read(file).timed(problem))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its candidates are none of the space");
    }

    @Test
    void aNullInAnyPlaceIsSaidAndNoStackTrace() throws Exception {
        String text = profile(timed(false)).write();
        Path file = folder.resolve("phone.json");
        List<String> lines = text.lines().toList();
        int refused = 0;
        for (int i = 0; i < lines.size(); i++) {
            // Rows are all alike: the first ones of each list stand for them.
            if (!lines.get(i).matches(" *\"\\w+\" : .*[^\\[{]")
                    || (i > 60 && lines.get(i).startsWith("      \"p"))) {
                continue;
            }
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replaceFirst(" : (\"[^\"]*\"|[^,]*)", " : null"));
            Files.write(file, changed);
            String line = lines.get(i);
            assertThatThrownBy(() -> DeviceProfile.read(file))
                    .as(line)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("device profile");
            refused++;
        }
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void aTableOfCandidatesIsNotOverwritten() throws Exception {
        Path file = timed(false);
        assertThatThrownBy(() -> DeviceCandidates.write(file, Optional.empty(), problem, 60))
                .hasMessageContaining("this file exists, and may hold times");
        Path onnx = folder.resolve("networks");
        DeviceCandidates.write(folder.resolve("few.csv"), Optional.of(onnx), problem, 3);
        assertThat(onnx.resolve("network-0003.onnx")).isNotEmptyFile();
        assertThat(folder.resolve("few.csv")).content().startsWith("network,").contains("\nnetwork-0003,");
    }
}
