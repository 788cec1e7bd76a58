package io.narsil.study;

import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.TrainRequest;
import io.narsil.search.Trial;
import io.narsil.space.StageCosts;
import java.util.HashMap;
import java.util.Map;

/** What a runner is asked to train for the trials of a run; files are named as {@link RunArtifacts} knows them. */
final class TrialRequests {
    private final StageCosts costs;
    private final Seeds seeds;
    private final double distillation;
    private final Map<Integer, Trial> known = new HashMap<>();

    /**
     * Requests in a run.
     *
     * @param distillation the share of a teacher's answers in the loss
     */
    TrialRequests(StageCosts costs, Seeds seeds, double distillation) {
        this.costs = costs;
        this.seeds = seeds;
        this.distillation = distillation;
    }

    /** Remembers a trial: others may name it as their teacher. */
    void add(Trial trial) {
        known.put(trial.id(), trial);
    }

    /** The trial of that number, which was added before. */
    Trial trial(int id) {
        return known.get(id);
    }

    /** The request for a trial; one with a teacher needs the teacher's trial added before. */
    TrainRequest of(Trial trial) {
        TrainRequest.Builder request = TrainRequest.of(trial.id(), network(trial))
                .seed(seeds.derive("trial", trial.id()))
                .recipe(Recipe.complete(costs.space().recipe(trial.candidate())))
                .images(RunArtifacts.IMAGES)
                .epochs(trial.epochs(), trial.scheduleEpochs())
                .tested(trial.kind() != Trial.Kind.ROUND)
                .checkpoint(RunArtifacts.checkpoint(trial.id()));
        if (trial.kind() == Trial.Kind.FINALIST) {
            request.weights(RunArtifacts.weights(trial.id()));
        }
        trial.teacher()
                .ifPresent(id -> request.teacher(network(known.get(id)), RunArtifacts.weights(id), distillation));
        return request.build();
    }

    private Network network(Trial trial) {
        return costs.space().network(trial.candidate(), costs.images());
    }
}
