package io.narsil.study.repair;

import io.narsil.config.UserException;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SearchSpace;
import io.narsil.store.StorePlace;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStore;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import java.util.List;
import java.util.function.Supplier;

/**
 * The trials of a run that failed, which says nothing of their candidates: the machine or a program was at fault.
 *
 * <p>Tried again, each comes to what it would have come to. What was chosen meanwhile stays: rounds are not planned again,
 * and what is chosen from then on knows the new results. A finalist that was replaced is its budget's member again, if it
 * is trained well now.
 *
 * @param all trials of the run
 */
public record FailedTrials(List<StoredTrial> all) {
    /**
     * Those of a run that is over; none where its store is missing or damaged.
     *
     * @param spaces spaces of the run, which are read where there are trials
     * @param needed choice of an error over none where the store is of another version
     */
    public static FailedTrials stored(
            Study study, Supplier<List<SearchSpace>> spaces, RunFolder folder, boolean needed) {
        StorePlace place = new StorePlace(folder.database(), folder.store());
        if (!place.begun() || place.damaged()) {
            return new FailedTrials(List.of());
        }
        try (TrialStore store = place.existing()) {
            return new FailedTrials(store.study(study.name(), spaces.get()).trials());
        } catch (UserException e) {
            if (needed) {
                throw e;
            }
            return new FailedTrials(List.of());
        }
    }

    private List<StoredTrial> failed() {
        return all.stream()
                .filter(t -> t.result()
                        .filter(r -> r.status() == TrialResult.Status.FAILED)
                        .isPresent())
                .toList();
    }

    /** Whether there is any. */
    public boolean any() {
        return !failed().isEmpty();
    }

    /** Says how many there are, if any. */
    public void tell(StudyListener events) {
        if (any()) {
            events.on(new StudyEvent.TrialsFailed(failed().size()));
        }
    }

    /**
     * Opens them again, and brings their teachers' weights to where they find them.
     *
     * @param counted trials that the plan in force asks for; the others stay as they are
     */
    public void retry(RunFolder folder, List<StoredTrial> counted, StudyListener events) {
        Repairs repairs = new Repairs(folder, events);
        for (StoredTrial stored : new FailedTrials(counted).failed()) {
            Trial trial = stored.trial();
            trial.teacher().ifPresent(id -> repairs.bringBack(all.get(id).trial()));
            events.on(new StudyEvent.TrialRetried(
                    trial.id(), stored.result().orElseThrow().reason()));
        }
    }
}
