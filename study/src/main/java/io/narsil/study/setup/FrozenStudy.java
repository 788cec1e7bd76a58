package io.narsil.study.setup;

import io.narsil.config.UserException;
import io.narsil.device.DeviceProfile;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The study as a run folder keeps it: once a trial was begun, it may not change; before that, mistakes can be mended. */
public record FrozenStudy(Study study, RunFolder folder) {
    /** Throws a {@link UserException} where the study is another one than the run was begun with. */
    public void compare() {
        if (Files.exists(folder.database())) {
            compare(folder.study(), StudyFile.write(study), "study");
            compare(folder.space(), study.space().text(), "space");
            study.profile()
                    .ifPresent(
                            p -> compare(folder.device(), DeviceProfile.read(p).write(), "device profile"));
        }
    }

    /** Writes study and space into the folder. */
    public void keep() {
        WholeFile.write(folder.origin(), study.origin().write(folder));
        WholeFile.write(folder.space(), study.space().text());
        WholeFile.write(folder.study(), StudyFile.write(study));
    }

    private void compare(Path kept, String now, String what) {
        if (!Files.exists(kept)) {
            return;
        }
        List<String> before = TextFile.read(kept).lines().toList();
        List<String> after = now.lines().toList();
        if (!before.equals(after)) {
            String removed =
                    before.stream().filter(l -> !after.contains(l)).findFirst().orElse("");
            String added =
                    after.stream().filter(l -> !before.contains(l)).findFirst().orElse("");
            throw new UserException(
                    study.lines().file(),
                    "the " + what + " is not the one that " + folder.path() + " was begun with: it said \""
                            + removed.strip() + "\" and now says \"" + added.strip() + "\"",
                    removed.startsWith("precision: ")
                            ? "write \"" + removed + "\" into the study, where this machine's quickest is another one"
                            : "give the changed study another name, or another folder with --out");
        }
    }
}
