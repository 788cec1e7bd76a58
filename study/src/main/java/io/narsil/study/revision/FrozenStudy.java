package io.narsil.study.revision;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.device.DeviceProfile;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.search.Plans;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The study as a run folder keeps it. Before a trial was begun all of it may change; after that, what adds to the run
 * may ({@link Settings}), and the run goes on from what it has.
 *
 * @param study study as it is given now
 * @param finish length of a finalist's training in epochs, where the run is to come to its end with what it has; 0 where
 *     it goes on
 */
public record FrozenStudy(Study study, RunFolder folder, int finish) {
    /** Of a run that goes on. */
    public FrozenStudy(Study study, RunFolder folder) {
        this(study, folder, 0);
    }

    /** Whether something is asked of the run that was not before, so that it goes on although it may be over. */
    public boolean changed() {
        int before = before().finish();
        boolean other = before > 0 && before != finish;
        return begun()
                && (other || changes().stream().anyMatch(c -> !c.setting().equals("name")));
    }

    /**
     * A study with the space that a run in a folder was begun with, where that goes by the same name and the name is this program's:
     * what {@code around(efficientnet-lite0)} or {@code scaled} means may differ by its version.
     */
    public static Study asBegun(Study study, RunFolder folder) {
        FrozenStudy frozen = new FrozenStudy(study, folder);
        boolean own = study.space().name().matches(".*\\.ya?ml");
        if (own || !frozen.begun() || !Files.exists(folder.space())) {
            return study;
        }
        boolean renamed = frozen.changes().stream().anyMatch(c -> c.setting().equals("space"));
        return renamed ? study : study.within(new Study.Space(study.space().name(), TextFile.read(folder.space())));
    }

    /** Throws a {@link UserException} where the study is one that the run cannot go on with. */
    public void compare() {
        if (!begun()) {
            return;
        }
        Problems problems = new Problems();
        for (Settings.Change change : changes()) {
            change.refusal()
                    .ifPresent(reason -> problems.add(
                            SettingPlace.of(study.lines().file(), change.setting()),
                            refused(change, reason),
                            maybe(change)));
        }
        problems.throwIfAny();
        compare(folder.space(), study.space().text(), "space", study.lines().space());
        study.profile()
                .ifPresent(p -> compare(
                        folder.device(),
                        DeviceProfile.read(p, study.lines().profile()).write(),
                        "device profile",
                        study.lines().profile()));
    }

    /** Throws a {@link UserException} where a run is to come to its end, and no candidate was trained to its own. */
    public void refuseNothing(int candidates) {
        if (finish > 0 && candidates == 0) {
            throw new UserException(
                    folder.path().toString(),
                    "no candidate was trained to its end yet, so there is nothing to finish with",
                    "let \"narsil search\" run for a while first");
        }
    }

    private boolean begun() {
        return Files.exists(folder.trials()) && Files.exists(folder.study());
    }

    private String kept() {
        return TextFile.read(folder.study());
    }

    private Revisions before() {
        return Revisions.read(folder);
    }

    private List<Settings.Change> changes() {
        return Settings.changes(folder.study().toString(), kept(), StudyFile.write(study));
    }

    private String refused(Settings.Change change, String reason) {
        return "\"" + change.setting() + "\" cannot change in a run that has begun, since " + reason + ": in "
                + folder.path() + " it is " + value(change.before()) + ", and here " + value(change.now());
    }

    private static String value(String text) {
        return text.isEmpty() ? "not given" : "\"" + text + "\"";
    }

    private static String maybe(Settings.Change change) {
        return switch (change.setting()) {
            case "precision" ->
                "write \"precision: " + change.before()
                        + "\" into the study, where this machine's quickest is another one";
            case "space" ->
                "write \"space: " + change.before()
                        + "\" into the study, where it says none and the run is of a version with another usual space;"
                        + " or give the changed study another name, or another folder with --out";
            default -> "give the changed study another name, or another folder with --out";
        };
    }

    /**
     * Keeps study and space in the folder, and what was there before where that was another one.
     *
     * @param trials number of trials that the run has
     * @param rounds number of rounds that it has begun
     * @param events listener that hears what has changed
     * @return plans that the run has followed, the last one for now
     */
    public Plans keep(int trials, int rounds, StudyListener events) {
        Study kept = trials == 0 || !Files.exists(folder.study()) ? study : study.named(name());
        String text = StudyFile.write(kept);
        Revisions after = before().with(trials, text, finish);
        if (trials > 0 && Files.exists(folder.study())) {
            changes().forEach(c -> events.on(new StudyEvent.SettingChanged(c.setting(), c.before(), c.now(), rounds)));
        }
        if (changed()) {
            folder.reopen();
        }
        study.parent().ifPresent(parent -> parent.keep(folder));
        // The study last: a run that is killed here has not changed, or is changed once more by the same words.
        after.write(folder, kept.time().limited());
        WholeFile.write(folder.origin(), study.origin().write(folder));
        WholeFile.write(folder.space(), study.space().text());
        keep(study.training().runner().write());
        WholeFile.write(folder.study(), text);
        return after.plans(folder);
    }

    private void keep(String runner) {
        if (!runner.isEmpty()) {
            WholeFile.write(folder.runner(), runner);
            return;
        }
        try {
            Files.deleteIfExists(folder.runner());
        } catch (IOException e) {
            throw WholeFile.failure(folder.runner(), e);
        }
    }

    /** The name by which the run was begun, under which its trials are kept. */
    public String name() {
        return begun() ? StudyFile.name(folder.study(), kept()) : study.name();
    }

    private void compare(Path kept, String now, String what, String where) {
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
                    where,
                    "the " + what + " is not the one that " + folder.path() + " was begun with: its "
                            + kept.getFileName() + " says \"" + removed.strip() + "\" and the study now says \""
                            + added.strip() + "\"",
                    "give the changed study another name, or another folder with --out");
        }
    }
}
