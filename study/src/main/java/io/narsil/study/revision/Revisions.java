package io.narsil.study.revision;

import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.json.Json;
import io.narsil.search.Plans;
import io.narsil.search.SearchPlan;
import io.narsil.study.PlanNodes;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The studies that a run followed one after the other, so that it goes on by the same steps after any kill.
 *
 * @param revisions studies in their order; none for a run whose settings were never changed
 */
public record Revisions(List<Revision> revisions) {
    /**
     * A study and when it came into force.
     *
     * @param trials number of trials that had been chosen before
     * @param study text of the study, with defaults written out
     * @param finish length of a finalist's training in epochs, where the run was to come to its end with what there was;
     *     0 where it was not
     */
    public record Revision(int trials, String study, int finish) {
        SearchPlan plan(RunFolder folder) {
            return PlanNodes.parse(folder.revisions().toString(), study);
        }

        private SearchPlan believing(RunFolder folder, int epochs) {
            SearchPlan plan = plan(folder).believing(epochs);
            return finish == 0 ? plan : plan.finish(finish);
        }
    }

    public Revisions {
        revisions = revisions == null ? List.of() : List.copyOf(revisions);
    }

    /** What a folder says; one study for a run that never changed, none for one that was not begun. */
    static Revisions read(RunFolder folder) {
        if (Files.exists(folder.revisions())) {
            return sound(folder, Json.complete(folder.revisions(), Revisions.class));
        }
        return Files.exists(folder.study())
                ? new Revisions(List.of(new Revision(0, TextFile.read(folder.study()), 0)))
                : new Revisions(List.of());
    }

    /**
     * The plan that a run follows, where it was begun: that of its study or, where that file was lost, of the last revision.
     */
    public static Optional<SearchPlan> plan(RunFolder folder) {
        if (!Files.exists(folder.trials())) {
            return Optional.empty();
        }
        if (Files.exists(folder.study())) {
            return Optional.of(PlanNodes.kept(folder.study()));
        }
        List<Revision> kept = read(folder).revisions();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(PlanNodes.parse(
                        folder.revisions().toString(), kept.get(kept.size() - 1).study()));
    }

    /** Revisions that follow each other, from the first trial on; a {@link UserException} where they do not. */
    private static Revisions sound(RunFolder folder, Revisions read) {
        int before = -1;
        for (Revision revision : read.revisions()) {
            boolean follows = before < 0 ? revision.trials() == 0 : revision.trials() > before;
            if (!follows || revision.finish() < 0) {
                throw new UserException(
                        folder.revisions().toString(),
                        "the file is damaged: its studies do not follow each other from trial 0 on",
                        "take it from a copy, or give the study another folder with --out");
            }
            before = revision.trials();
        }
        return read;
    }

    /**
     * These and another one, from now on; one under which nothing was chosen is forgotten.
     *
     * @param trials number of trials that there are; where the store was lost and begun anew, no earlier study counts
     */
    Revisions with(int trials, String study, int finish) {
        List<Revision> kept = new ArrayList<>(revisions);
        kept.removeIf(r -> r.trials() >= trials);
        Revision last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
        if (last == null || last.finish() != finish || !last.study().equals(study)) {
            kept.add(new Revision(kept.isEmpty() ? 0 : trials, study, finish));
        }
        return new Revisions(kept);
    }

    /** Whether the study in force has another time than the one before it, so that it was not planned into that time. */
    public static boolean retimed(RunFolder folder) {
        List<Revision> all = read(folder).revisions();
        int last = all.size() - 1;
        return last > 0
                && Settings.changes(
                                folder.revisions().toString(),
                                all.get(last - 1).study(),
                                all.get(last).study())
                        .stream()
                        .anyMatch(c -> c.setting().equals("minutes"));
    }

    /** What the last of them says of coming to an end; 0 where it says nothing. */
    int finish() {
        return revisions.isEmpty() ? 0 : revisions.get(revisions.size() - 1).finish();
    }

    /** The plans of all of them. As long as a clock plans the finals, what is believed is that of those it planned first. */
    Plans plans(RunFolder folder) {
        List<Plans.Era> eras = new ArrayList<>();
        boolean before = false;
        int believed = 0;
        for (Revision revision : revisions) {
            boolean clock = Settings.plansFinals(folder.revisions().toString(), revision.study());
            believed = clock && before ? believed : revision.plan(folder).finalEpochs();
            before = clock;
            eras.add(new Plans.Era(revision.trials(), revision.believing(folder, believed)));
        }
        return new Plans(eras);
    }

    /** The plans that a run has followed so far; nothing where it was not begun. */
    public static Optional<Plans> followed(RunFolder folder) {
        Revisions all = read(folder);
        return all.revisions().isEmpty() ? Optional.empty() : Optional.of(all.plans(folder));
    }

    /**
     * Writes them into a folder, where there is more to say than the study itself says.
     *
     * @param clock truth of a clock's having made the plan, which nobody can make again
     */
    void write(RunFolder folder, boolean clock) {
        if (clock || revisions.size() > 1 || finish() > 0 || Files.exists(folder.revisions())) {
            Json.write(folder.revisions(), this);
        }
    }
}
