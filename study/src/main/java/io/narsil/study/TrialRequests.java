package io.narsil.study;

import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrialRequest;
import io.narsil.search.Trial;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.HashMap;
import java.util.Map;

/** What workers are asked to do for the trials of a run, and where in its folder they put it. */
final class TrialRequests {
    private final StageCosts costs;
    private final RunFolder folder;
    private final Seeds seeds;
    private final double distillation;
    private final Map<Integer, Trial> known = new HashMap<>();

    /**
     * Requests in a run.
     *
     * @param distillation the share of a teacher's answers in the loss
     */
    TrialRequests(StageCosts costs, RunFolder folder, Seeds seeds, double distillation) {
        this.costs = costs;
        this.folder = folder;
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
    TrialRequest of(Trial trial) {
        SearchSpace space = costs.space();
        TrialRequest.Builder request = TrialRequest.of(
                        trial.id(),
                        seeds.derive("trial", trial.id()),
                        Protocol.architecture(network(trial)),
                        Recipe.complete(space.recipe(trial.candidate())),
                        folder.images().toString(),
                        trial.epochs(),
                        trial.scheduleEpochs())
                .tested(trial.kind() != Trial.Kind.ROUND)
                .checkpoint(folder.checkpoint(trial));
        if (trial.kind() == Trial.Kind.FINALIST) {
            request.weights(folder.weights(trial.id()), false);
        }
        trial.teacher().ifPresent(id -> request.teacher(teacher(id)));
        return request.build();
    }

    private TrialRequest.Teacher teacher(int id) {
        return new TrialRequest.Teacher(
                Protocol.architecture(network(known.get(id))),
                folder.weights(id).toString(),
                distillation);
    }

    private Network network(Trial trial) {
        return costs.space().network(trial.candidate(), costs.images());
    }
}
