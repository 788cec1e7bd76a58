package io.narsil.study;

import io.narsil.device.DeviceMeasurement;
import io.narsil.device.DeviceProfile;
import io.narsil.files.WholeFile;
import io.narsil.search.Measure;
import io.narsil.space.StageCosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where a study's device profile comes from: its run folder, the file that it names, or a measurement of this machine. */
final class Profiles {
    private final Study study;
    private final RunFolder folder;
    private final StudyListener listener;

    Profiles(Study study, RunFolder folder, StudyListener listener) {
        this.study = study;
        this.folder = folder;
        this.listener = listener;
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
            listener.stage(
                    "device",
                    "measuring this machine with networks of the space, for the budgets of latency (two minutes at most;"
                            + " \"profile\" in the study names an earlier measurement)");
            profile = new DeviceMeasurement(
                            costs, study.spaceText(), 1, DeviceMeasurement.SECONDS, (networks, share, left) -> {})
                    .run();
        }
        profile.check(where, study.spaceText(), costs.images());
        WholeFile.write(kept, profile.write());
        listener.stage("device", text(profile));
        return Optional.of(profile);
    }

    private static String text(DeviceProfile profile) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d thread%s: latencies of %d unseen networks are predicted with a median error of %.1f %% and a rank"
                        + " correlation of %.3f; budgets keep a margin of %.1f %%%s",
                profile.device(),
                profile.runtime(),
                profile.threads(),
                profile.threads() == 1 ? "" : "s",
                profile.validation().networks().size(),
                100 * profile.validation().medianError(),
                profile.validation().rankCorrelation(),
                100 * profile.margin(),
                profile.here() ? "" : "; it is of another device than this one, so finalists are not measured");
    }
}
