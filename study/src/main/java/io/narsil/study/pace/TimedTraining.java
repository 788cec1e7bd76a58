package io.narsil.study.pace;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.PreparedData;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.search.Pool;
import io.narsil.search.SearchPlan;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A short training of typical candidates on some of the images, by as many workers as train later, to see how long it
 * takes. The first epoch only warms up.
 *
 * @param data images of the run
 * @param file file for some of them, which {@code key} names to workers
 * @param objects objects in these images; nothing where networks classify
 */
public record TimedTraining(
        Problem problem, DataSet data, Path file, String key, Optional<TimedObjects> objects, TrialRunner runner) {
    private static final int IMAGES = 1024;
    private static final int EPOCHS = 2;

    /** Training takes about three times as long as looking. */
    private static final double LOOK = 1 / 3.0;

    /** Of networks that classify. */
    public TimedTraining(Problem problem, DataSet data, Path file, String key, TrialRunner runner) {
        this(problem, data, file, key, Optional.empty(), runner);
    }

    /**
     * The pace of so many workers, as median candidates of the budgets of a plan show it.
     *
     * @param size number of candidates to take each median of
     */
    public Pace pace(SearchPlan plan, int workers, int size) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Double> typical = new LinkedHashMap<>();
        Pool.build(plan.budgets(), problem.costs(), size * plan.budgets().size(), new Seeds(plan.seed()))
                .members()
                .forEach((budget, members) -> {
                    List<Candidate> sorted = members.stream()
                            .sorted(Comparator.comparingDouble(problem::wholeWork))
                            .toList();
                    if (!sorted.isEmpty()) {
                        candidates.add(sorted.get(sorted.size() / 2));
                        typical.put(budget.name(), problem.wholeWork(sorted.get(sorted.size() / 2)));
                    }
                });
        if (candidates.isEmpty()) {
            throw new UserException("", "no candidate of the space was found within any budget", "");
        }
        return Pace.of(rate(candidates, workers), workers, typical, problem, plan);
    }

    /** The seconds for an epoch of a network on all images, for each unit of its work. */
    private double rate(List<Candidate> candidates, int workers) {
        DataSet some = DataSet.of(
                data.name(),
                data.classes(),
                data.train().first(Math.min(IMAGES, data.train().count())),
                data.validation().first(Math.min(IMAGES / 4, data.validation().count())),
                data.test().first(1));
        PreparedData.write(file, some);
        objects.ifPresent(marked -> marked.write(data, some));
        List<TrainRequest> requests = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Candidate candidate = candidates.get(i % candidates.size());
            requests.add(TrainRequest.of(i, problem.network(candidate))
                    .seed(new Seeds(0).derive("timed", i))
                    .recipe(Recipe.complete(problem.recipe(candidate)))
                    .images(key)
                    .epochs(EPOCHS)
                    .score(problem.task().scoreName())
                    .detection(objects.map(
                                    marked -> TrainRequest.Detection.of(problem.architecture(candidate), marked.key()))
                            .orElse(null))
                    .build());
        }
        Map<Integer, Double> seconds = new HashMap<>();
        List<TrialResult> results = runner.run(requests, new RunListener() {
            @Override
            public void epoch(WorkerMessage.Epoch e) {
                seconds.put(e.trial(), e.seconds());
            }
        });
        double sum = 0;
        double work = 0;
        for (int i = 0; i < workers; i++) {
            if (seconds.containsKey(i) && results.get(i).status() != TrialResult.Status.FAILED) {
                sum += seconds.get(i);
                work += problem.work(candidates.get(i % candidates.size()));
            }
        }
        if (work == 0) {
            throw new UserException(
                    file.toString(),
                    "the short training that \"minutes\" is planned by failed: "
                            + results.get(0).reason(),
                    "");
        }
        return Math.max(1e-12, sum / work) * images(data) / images(some);
    }

    private static double images(DataSet of) {
        return of.train().count() + LOOK * of.validation().count();
    }
}
