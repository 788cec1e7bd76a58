package io.narsil.study;

import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.recipe.RecipeFile;
import io.narsil.search.FamilyMember;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the family: a folder for each member, with all that is needed to use it and to train it again. */
final class FamilyWriter {
    private final Study study;
    private final RunFolder folder;
    private final StageCosts costs;
    private final StudyTrials store;

    FamilyWriter(Study study, RunFolder folder, StageCosts costs, StudyTrials store) {
        this.study = study;
        this.folder = folder;
        this.costs = costs;
        this.store = store;
    }

    StudyResult write(List<FamilyMember> family, int stopEpoch) {
        List<StudyResult.Member> members = new ArrayList<>();
        for (FamilyMember member : family) {
            StudyResult.Member summary = summary(member);
            members.add(summary);
            if (member.result().done()) {
                write(member, summary);
            }
        }
        return new StudyResult(
                study.name(),
                store.finishedCount(),
                stopEpoch,
                study.plan().epochs(),
                study.plan().finalEpochs(),
                members,
                stages(store.trials()));
    }

    private static List<StudyResult.Stage> stages(List<StoredTrial> trials) {
        Map<String, List<StoredTrial>> stages = new LinkedHashMap<>();
        for (StoredTrial stored : trials) {
            Trial trial = stored.trial();
            String name = trial.kind() == Trial.Kind.ROUND ? "round " + (trial.round() + 1) : "finalists";
            stages.computeIfAbsent(name, k -> new ArrayList<>()).add(stored);
        }
        return stages.entrySet().stream()
                .map(s -> new StudyResult.Stage(
                        s.getKey(),
                        s.getValue().size(),
                        s.getValue().stream().mapToInt(t -> t.epochs().size()).sum(),
                        s.getValue().stream().mapToDouble(StoredTrial::seconds).sum()))
                .toList();
    }

    private StudyResult.Member summary(FamilyMember member) {
        Trial trial = member.trial();
        TrialResult result = member.result();
        Cost cost = costs.of(trial.candidate());
        return new StudyResult.Member(
                member.budget().name(),
                member.budget().toString(),
                cost.macs(),
                cost.params(),
                RecipeText.brief(costs.space().recipe(trial.candidate())),
                member.prediction().mean(),
                result.done() ? result.score() : 0,
                result.testScore().orElse(0),
                result.done() ? "models/" + member.budget().name() : "",
                member.baseline()
                        .map(b -> baseline(b, member.baselineResult().orElseThrow()))
                        .orElse(null),
                result.done() ? "" : result.reason(),
                null);
    }

    private StudyResult.Baseline baseline(Trial trial, TrialResult result) {
        Cost cost = costs.of(trial.candidate());
        return new StudyResult.Baseline(
                cost.macs(),
                cost.params(),
                result.done() ? result.score() : 0,
                result.testScore().orElse(0),
                result.done() ? "" : result.reason());
    }

    private void write(FamilyMember member, StudyResult.Member summary) {
        Path target = folder.model(member.budget().name());
        SearchSpace space = costs.space();
        Network network = space.network(member.trial().candidate(), costs.images());
        WholeFile.write(target.resolve("architecture.yaml"), NetworkFile.write(network));
        WholeFile.write(
                target.resolve("recipe.yaml"),
                RecipeFile.write(space.recipe(member.trial().candidate())));
        Path weights = folder.weights(member.trial().id());
        try {
            // Moved before the result is written: where it is gone already, an earlier try got this far.
            if (Files.exists(weights)) {
                Files.move(
                        weights,
                        target.resolve("weights.safetensors"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw WholeFile.failure(weights, e);
        }
        Cost cost = network.cost();
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("candidate", member.trial().candidate().fingerprint());
        metrics.put("values", member.trial().candidate().values());
        metrics.put("cost", cost);
        metrics.put("epochs", member.trial().epochs());
        metrics.put(
                "distillation",
                member.trial().teacher().isPresent() ? study.plan().distillation() : 0);
        metrics.put("validation_accuracy", summary.validation());
        metrics.put("test_accuracy", summary.test());
        metrics.put("predicted_accuracy", summary.predicted());
        metrics.put(
                "validation_curve",
                store.trial(member.trial().id()).orElseThrow().scores());
        metrics.put("baseline", summary.baseline());
        WholeFile.write(target.resolve("metrics.json"), Json.write(metrics));
    }
}
