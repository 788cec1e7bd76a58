package io.narsil.study.trial;

import io.narsil.recipe.Recipe;
import io.narsil.runner.TrainRequest;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.space.Problem;
import io.narsil.study.folder.RunArtifacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a runner is asked to train for the trials of a search; files are named as {@link RunArtifacts} knows them. */
public final class TrialRequests {
    private final Problem problem;
    private SearchPlan plan;
    private final Map<Integer, Trial> known = new HashMap<>();
    private Optional<TrainRequest.Parent> parent = Optional.empty();

    /** Requests of a search that knows no trial yet. */
    public TrialRequests(Problem problem, SearchPlan plan) {
        this.problem = problem;
        this.plan = plan;
    }

    /** Has all candidates of the space that is searched start from a trained network; standard shapes start at random. */
    public TrialRequests inherit(Optional<TrainRequest.Parent> trained) {
        parent = trained;
        return this;
    }

    /** What is searched. */
    Problem problem() {
        return problem;
    }

    /** How it is searched. */
    SearchPlan plan() {
        return plan;
    }

    /** Goes on with another plan. */
    void follow(SearchPlan other) {
        plan = other;
    }

    /** Remembers a trial: others may name it as their teacher. */
    public void add(Trial trial) {
        known.put(trial.id(), trial);
    }

    /** The trial of that number, which was added before. */
    Trial trial(int id) {
        return known.get(id);
    }

    /** The request for a trial; one with a teacher needs the teacher's trial added before. */
    TrainRequest of(Trial trial) {
        TrainRequest.Builder request = TrainRequest.of(trial.id(), problem.network(trial.candidate()))
                .seedOf(plan.seed(), trial.origin())
                .recipe(Recipe.complete(problem.recipe(trial.candidate())))
                .images(RunArtifacts.IMAGES)
                .epochs(trial.epochs(), trial.scheduleEpochs())
                .score(problem.task().scoreName())
                .detection(RunArtifacts.detection(problem.architecture(trial.candidate())))
                .tested(trial.kind() != Trial.Kind.ROUND)
                .checkpoint(RunArtifacts.checkpoint(trial.origin()));
        if (trial.kind() != Trial.Kind.ROUND) {
            request.predictions(RunArtifacts.predictions(trial.id()));
        }
        if (trial.kind() == Trial.Kind.FINALIST) {
            request.weights(RunArtifacts.weights(trial.id()));
        } else if (trial.kind() == Trial.Kind.HAND) {
            request.weights(RunArtifacts.byHand(trial.id()));
        }
        // A shape of another space has nothing to take over.
        if (trial.candidate().space().equals(problem.space())) {
            parent.ifPresent(request::parent);
        }
        trial.teacher()
                .ifPresent(id -> request.teacher(new TrainRequest.Teacher(
                        problem.network(known.get(id).candidate()),
                        RunArtifacts.weights(id),
                        plan.distillation(),
                        trial.epochs() - trial.ownEpochs())));
        return request.build();
    }
}
