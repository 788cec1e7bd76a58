package io.narsil.study.family;

import io.narsil.data.DataSet;
import io.narsil.data.MarkedFile;
import io.narsil.network.Architecture;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.recipe.RecipeText;
import io.narsil.search.FamilyMember;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Problem;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.study.Study;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.SmallerNetwork;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.images.MarkedCounts;
import io.narsil.study.images.RunBoxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the family: a folder for each member, with all that is needed to use it and to train it again. */
public final class FamilyWriter {
    private final Study study;
    private final RunFolder folder;
    private final Problem problem;
    private final DataSet data;
    private final StudyTrials trials;
    /** Of networks that find objects, by trial: judging takes a thousand draws of the images. */
    private final Map<Integer, Optional<RunBoxes>> boxes = new HashMap<>();

    /**
     * A writer.
     *
     * @param folder run folder, in which the weights of finalists wait
     * @param data images of the run
     * @param trials trials of the run
     */
    public FamilyWriter(Study study, RunFolder folder, Problem problem, DataSet data, StudyTrials trials) {
        this.study = study;
        this.folder = folder;
        this.problem = problem;
        this.data = data;
        this.trials = trials;
    }

    /**
     * Writes the members that were trained, and says what the study found.
     *
     * @param stopEpoch epoch after which later rounds stopped
     */
    public StudyResult write(List<FamilyMember> family, int stopEpoch) {
        List<StudyResult.Member> members = new ArrayList<>();
        for (FamilyMember member : family) {
            StudyResult.Member summary = summary(member);
            members.add(summary);
            if (member.result().done()) {
                write(member, summary);
            }
        }
        SearchPlan plan = study.plan();
        return new StudyResult(
                study.name(),
                trials.finishedCount(),
                stopEpoch,
                plan.epochs(),
                plan.finalEpochs(),
                members,
                stages(trials.trials()),
                problem.task().scoreName(),
                problem.space().finds()
                        ? MarkedCounts.of(MarkedFile.read(folder.objects(), data), data.classes())
                        : ClassCount.of(data),
                0.0);
    }

    static List<StudyResult.Stage> stages(List<StoredTrial> trials) {
        Map<String, List<StoredTrial>> stages = new LinkedHashMap<>();
        for (StoredTrial stored : trials) {
            Trial trial = stored.trial();
            String name = switch (trial.kind()) {
                case ROUND -> "round " + (trial.round() + 1);
                case HAND -> "networks by hand";
                case FINALIST, BASELINE -> "finalists";
            };
            stages.computeIfAbsent(name, k -> new ArrayList<>()).add(stored);
        }
        return stages.entrySet().stream()
                .map(s -> new StudyResult.Stage(
                        s.getKey(),
                        s.getValue().size(),
                        s.getValue().stream().mapToInt(FamilyWriter::trained).sum(),
                        s.getValue().stream().mapToDouble(StoredTrial::seconds).sum()))
                .toList();
    }

    /** The epochs that a trial trained itself; those before it, which it tells again, belong to another. */
    private static int trained(StoredTrial stored) {
        Trial trial = stored.trial();
        return Math.max(0, stored.epochs().size() - (trial.epochs() - trial.ownEpochs()));
    }

    private StudyResult.Member summary(FamilyMember member) {
        Trial trial = member.trial();
        TrialResult result = member.result();
        Cost cost = problem.cost(trial.candidate());
        String name = member.budget().name();
        return StudyResult.Member.of(name, member.budget().toString())
                .cost(cost.macs(), cost.params())
                .recipe(RecipeText.brief(problem.recipe(trial.candidate())))
                .predicted(member.prediction().map(Prediction::mean).orElse(null))
                .trained(
                        result.done() ? result.score() : 0,
                        result.testScore().orElse(0),
                        result.done() ? folder.name(folder.model(name)) : "")
                .hand(member.hand()
                        .map(h -> HandLine.of(
                                problem, member, detail(h.trial(), h.result().orElseThrow())))
                        .orElse(null))
                .smaller(member.smaller()
                        .map(s -> new SmallerNetwork(
                                s.budget().name(),
                                member.own().result().done()
                                        ? (Double) member.own().result().score()
                                        : null))
                        .orElse(null))
                .problem(result.done() ? "" : result.reason())
                .detail(detail(trial, result))
                .latency(problem.timed(trial.candidate()) ? problem.milliseconds(trial.candidate()) : null)
                .build();
    }

    private Detail detail(Trial trial, TrialResult result) {
        if (!result.done()) {
            return null;
        }
        return problem.space().finds()
                ? boxes(trial).map(RunBoxes::detail).orElse(null)
                : Detail.read(folder.predictions(trial.id()), data);
    }

    private Optional<RunBoxes> boxes(Trial trial) {
        return boxes.computeIfAbsent(trial.id(), id -> RunBoxes.of(folder, id, data));
    }

    private void write(FamilyMember member, StudyResult.Member summary) {
        Trial trial = member.trial();
        ModelFolder target = folder.model(member.budget().name());
        target.write(problem.network(trial.candidate()), problem.recipe(trial.candidate()));
        Map<String, Object> metrics = new LinkedHashMap<>();
        Architecture trained = problem.architecture(trial.candidate());
        if (problem.space().finds()) {
            metrics.put("task", problem.task().key());
            metrics.put("detector", RunArtifacts.detection(trained));
            boxes(trial).ifPresent(found -> {
                metrics.put("test", found.figures());
                found.write(target.found());
            });
        }
        metrics.put("trial", trial.id());
        metrics.put("candidate", trial.candidate().fingerprint());
        metrics.put("values", trial.candidate().values());
        metrics.put("cost", trained.cost());
        metrics.put("epochs", trial.epochs());
        metrics.put("distillation", trial.teacher().isPresent() ? study.plan().distillation() : 0);
        String score = problem.task().scoreName();
        metrics.put("validation_" + score, summary.validation());
        metrics.put("test_" + score, summary.test());
        metrics.put("predicted_" + score, summary.predicted());
        metrics.put("classes", data.classes());
        metrics.put("detail", summary.detail());
        metrics.put("validation_curve", trials.trial(trial.id()).orElseThrow().scores());
        metrics.put("hand", summary.hand());
        metrics.put("smaller", summary.smaller());
        member.smaller().ifPresent(s -> keepOwn(member.own(), target));
        target.writeMetrics(metrics);
        // Moved once the file says whose they are, and before the result is written, which says that the run is over.
        if (member.smaller().isPresent()) {
            // Written before this one; a trainer of one's own may have none.
            Path smaller = folder.model(member.smaller().get().budget().name()).weights();
            if (Files.exists(smaller)) {
                target.copyWeights(smaller);
            }
        } else if (member.byHand()) {
            target.copyWeights(folder.byHand(trial.id()));
        } else {
            // The first where it was no member at the end of an earlier search; what was trained since is newer.
            target.takeWeights(target.kept(trial.id()));
            target.takeWeights(folder.weights(trial.id()));
        }
    }

    /** Before the file says that these weights are another's: they may be of the budget's own, which was its member until now. */
    private void keepOwn(FamilyMember own, ModelFolder target) {
        Trial trial = own.trial();
        if (own.byHand() || !own.result().done()) {
            return;
        }
        boolean until = Files.exists(target.metrics())
                && !target.ofAnother(trial.id(), trial.candidate().fingerprint());
        if (until && !Files.exists(target.kept(trial.id()))) {
            target.keepWeights(target.weights(), trial.id());
        }
        target.keepWeights(folder.weights(trial.id()), trial.id());
    }
}
