package io.narsil.study.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.device.DeviceProfile;
import io.narsil.files.WholeFile;
import io.narsil.latency.LatencyModel;
import io.narsil.study.Study;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private RunFolder folder;
    private Path named;

    @BeforeEach
    void open() {
        folder = new RunFolder(path.resolve("run"));
        named = path.resolve("phone.json");
    }

    private static DeviceProfile profile(String space, double error) {
        return DeviceProfile.of("phone", "runtime", 2)
                .problem(Tiny.PROBLEM, space)
                .reference(Tiny.PROBLEM.network(Tiny.candidate(0)), 1)
                .model(new LatencyModel(new TreeMap<>(Map.of("product", 5.0)), 0.1), 50)
                .validation(new DeviceProfile.Validation(error, error, 0.99, List.of()))
                .build();
    }

    private Study study() {
        return Tiny.latencyStudy()
                .profile(named)
                .lines(new Study.Lines("s.yaml", "s.yaml:1", "s.yaml", "s.yaml", "s.yaml:2", Map.of(), "s.yaml:3", ""))
                .build();
    }

    private Optional<DeviceProfile> find(Study study) {
        return new Profiles(study, folder, events::add).find(Tiny.PROBLEM);
    }

    private void refused(String because) {
        assertThatThrownBy(() -> find(study()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("s.yaml:3: " + because);
        assertThat(folder.device()).doesNotExist();
    }

    @Test
    void aStudyWithoutLatencyNeedsNone() {
        assertThat(find(Tiny.study())).isEmpty();
        assertThat(folder.path()).doesNotExist();
        assertThat(events).isEmpty();
    }

    @Test
    void theFileThatAStudyNamesIsKeptWithTheRun() {
        DeviceProfile profile = profile(study().space().text(), 0.01);
        WholeFile.write(named, profile.write());
        assertThat(find(study())).contains(profile);
        assertThat(folder.device()).hasContent(profile.write());
        assertThat(events)
                .containsExactly(new StudyEvent.DeviceKnown("phone", "runtime", 2, 0, 0.01, 0.99, 0.1, false));
    }

    @Test
    void whatWasKeptIsNotMeasuredAgain() throws Exception {
        DeviceProfile profile = profile(study().space().text(), 0.01);
        Files.createDirectories(folder.path());
        WholeFile.write(folder.device(), profile.write());
        assertThat(find(Tiny.latencyStudy().build())).contains(profile);
        assertThat(events).noneMatch(StudyEvent.DeviceMeasuring.class::isInstance);
    }

    @Test
    void aProfileThatIsMissingFailedOrIsOfAnotherSpaceIsRefusedWithTheStudysLine() {
        refused(named + ": there is no such device profile");
        WholeFile.write(named, profile(study().space().text(), 0.2).write());
        refused("the device profile failed its validation");
        WholeFile.write(named, profile("another", 0.01).write());
        refused("the device profile was made for another space");
    }

    @Test
    void aFileOfAProfileHasItsFieldsInTheirOrder() {
        assertThat(profile("", 0.01).write().lines().filter(l -> l.startsWith("  \"")))
                .extracting(l -> l.replaceAll("^ *\"([a-z_0-9]+)\".*", "$1"))
                .containsExactly(
                        "narsil",
                        "device",
                        "runtime",
                        "threads",
                        "space",
                        "space_sha256",
                        "channels",
                        "resolution",
                        "classes",
                        "networks",
                        "drift",
                        "reference",
                        "terms",
                        "margin",
                        "validation");
    }

    /** A runtime would make all threads, and where no operation takes time every network keeps every budget. */
    @ParameterizedTest
    @CsvSource({
        "'\"threads\" : 2', '\"threads\" : 2147483647'",
        "'\"product\" : 5.0', '\"product\" : 0.0'",
        "'\"product\" : 5.0', '\"product\" : \"Infinity\"'",
        "'\"milliseconds\" : 1.0', '\"milliseconds\" : 1e300'"
    })
    void numbersThatNoDeviceHasAreDamage(String sound, String wrong) {
        String text = profile(study().space().text(), 0.01).write();
        assertThat(text).contains(sound);
        WholeFile.write(named, text.replace(sound, wrong));
        assertThatThrownBy(() -> DeviceProfile.read(named))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("phone.json: the device profile is damaged");
    }
}
