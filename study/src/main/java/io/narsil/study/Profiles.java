package io.narsil.study;

import io.narsil.device.DeviceMeasurement;
import io.narsil.device.DeviceProfile;
import io.narsil.files.WholeFile;
import io.narsil.search.Measure;
import io.narsil.space.StageCosts;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a study's device profile comes from: its run folder, the file that it names, or a measurement of this machine. */
final class Profiles {
    private final Study study;
    private final RunFolder folder;
    private final StudyListener events;

    Profiles(Study study, RunFolder folder, StudyListener events) {
        this.study = study;
        this.folder = folder;
        this.events = events;
    }

    /** The profile of a study that limits latency, kept in the run folder; nothing for other studies. */
    Optional<DeviceProfile> find(StageCosts costs) {
        if (!study.limits(Measure.LATENCY)) {
            return Optional.empty();
        }
        Path kept = folder.device();
        DeviceProfile profile;
        String where = kept.toString();
        if (study.profile().isPresent()) {
            where = study.profileLine();
            profile = DeviceProfile.read(study.profile().get());
        } else if (Files.exists(kept)) {
            profile = DeviceProfile.read(kept);
        } else {
            events.on(new StudyEvent.DeviceMeasuring());
            profile = new DeviceMeasurement(
                            costs, study.spaceText(), 1, DeviceMeasurement.SECONDS, (networks, share, left) -> {})
                    .run();
        }
        profile.check(where, study.spaceText(), costs.images());
        WholeFile.write(kept, profile.write());
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
