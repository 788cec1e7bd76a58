package io.narsil.study.latency;

import io.narsil.device.DeviceMeasurement;
import io.narsil.device.DeviceProfile;
import io.narsil.json.Json;
import io.narsil.search.Measure;
import io.narsil.space.Problem;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a study's device profile comes from: its run folder, the file that it names, or a measurement of this machine.
 *
 * @param events listener that hears where the profile comes from
 */
public record Profiles(Study study, RunFolder folder, StudyListener events) {
    /**
     * The profile of a study that limits latency, kept in the run folder; nothing for other studies.
     *
     * @param problem problem without latencies
     */
    public Optional<DeviceProfile> find(Problem problem) {
        if (!study.limits(Measure.LATENCY)) {
            return Optional.empty();
        }
        Path kept = folder.device();
        DeviceProfile profile;
        String where = kept.toString();
        if (study.profile().isPresent()) {
            where = study.lines().profile();
            profile = DeviceProfile.read(study.profile().get(), where);
        } else if (Files.exists(kept)) {
            profile = DeviceProfile.read(kept);
        } else {
            events.on(new StudyEvent.DeviceMeasuring());
            profile = new DeviceMeasurement(
                            problem, study.space().text(), 1, DeviceMeasurement.SECONDS, (networks, share, left) -> {})
                    .run();
        }
        profile.check(where, study.space().text(), problem.input());
        Json.write(kept, profile);
        events.on(new StudyEvent.DeviceKnown(
                profile.device(),
                profile.runtime(),
                profile.threads(),
                profile.validation().networks().size(),
                profile.validation().medianError(),
                profile.validation().rankCorrelation(),
                profile.margin(),
                profile.here()));
        return Optional.of(profile);
    }
}
