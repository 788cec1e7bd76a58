package io.narsil.study.finished;

import io.narsil.device.DeviceProfile;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.LatencyTerms;
import io.narsil.network.Network;
import io.narsil.network.Trace;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.export.Int8Worth;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.Figures;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.predictor.PredictorFile;
import io.narsil.task.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The folder of a finished run, written without a search: its numbers are made up, its files are those of a run. */
public final class SampleRun {
    /** A text that would end a page's script, or hide its end, if it were not escaped. */
    public static final String EVIL = "</script><!--<script><b>&amp;\u2028'\"\\";

    private static final int TRIALS = 6;

    private static final SearchPlan HAND = SearchPlan.of(List.of(new Budget("small", Map.of(Measure.MACS, 600_000L))))
            .finalEpochs(2)
            .build();

    private SampleRun() {}

    /** Candidates are trained as long as finalists. */
    public static final String STUDY =
            "name: " + EVIL + "\nbudgets: {phone: {macs: 600k}}\nepochs: 5\nfinal_epochs: 5\n";

    /** Writes the files; the study's name and a trial's reason are {@link #EVIL}. */
    public static void write(RunFolder run) {
        String spaceText = SpaceFile.shippedText("fbnetv3-small");
        Problem problem = Problem.of(SpaceFile.parse("space.yaml", spaceText), new InputSpec(1, 24, 2))
                .comparedWith(Shapes.of(24, text -> text));
        RandomGenerator random = new Seeds(1).stream("sample", 0);
        List<Candidate> candidates = Stream.generate(() -> problem.space().random(random))
                .limit(TRIALS)
                .toList();
        Network network = problem.network(candidates.get(0));
        WholeFile.write(run.space(), spaceText);
        WholeFile.write(run.study(), STUDY);
        Json.write(run.provenance(), Map.of("processor", EVIL, "notes", List.of(EVIL)));
        Json.write(run.device(), profile(problem, spaceText, network));
        run.model("small").write(network, problem.space().recipe(candidates.get(0)));
        Json.write(run.model("small").int8Worth(), new Int8Worth(5, 10, 0.6, 0.7, 0.2, 0.1, 2048, 4096));
        answers().write(run.model("small").testAnswers());
        result().write(run);
        trials(run, problem, candidates);
        predictor(run, problem, candidates, spaceText);
    }

    private static void trials(RunFolder run, Problem problem, List<Candidate> candidates) {
        try (TrialStore store = TrialStores.open(run.database().toString())) {
            StudyTrials study = store.study(EVIL, problem.spaces());
            List<Chosen> batch = new ArrayList<>();
            for (int id = 0; id < TRIALS; id++) {
                Candidate candidate = candidates.get(id);
                Trial trial = new Trial(id, Trial.Kind.ROUND, id / 3, "small", candidate, 1, 1);
                Optional<Prediction> prediction =
                        id < 3 ? Optional.empty() : Optional.of(new Prediction(0.5 + id / 100.0, 0.01));
                batch.add(new Chosen(trial, problem.cost(candidate), prediction, id < 3 ? "spread" : "promising"));
            }
            Candidate byHand =
                    ByHand.of(problem, HAND).all().keySet().iterator().next();
            Trial hand = new Trial(TRIALS, Trial.Kind.HAND, 2, "small", byHand, 2, 2);
            batch.add(new Chosen(hand, problem.cost(byHand), Optional.empty(), "by_hand"));
            study.chosen(batch);
            study.epoch(TRIALS, new EpochRecord(1, 1, 0.6, 2));
            study.epoch(TRIALS, new EpochRecord(2, 1, 0.62, 2));
            study.finished(
                    new TrialResult(TRIALS, TrialResult.Status.DONE, List.of(0.6, 0.62), OptionalDouble.of(0.61), ""));
            study.finished(new TrialResult(0, TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), EVIL));
            for (int id = 1; id < TRIALS; id++) {
                double accuracy = 0.5 + id / 50.0;
                study.epoch(id, new EpochRecord(1, 1, accuracy, 2));
                study.finished(
                        new TrialResult(id, TrialResult.Status.DONE, List.of(accuracy), OptionalDouble.empty(), ""));
            }
        }
    }

    private static void predictor(RunFolder run, Problem problem, List<Candidate> candidates, String spaceText) {
        GaussianPredictor predictor = new GaussianPredictor(problem);
        predictor.pretrain(candidates);
        List<Observation> observations = new ArrayList<>();
        for (int id = 1; id < TRIALS; id++) {
            observations.add(new Observation(candidates.get(id), 0.5 + id / 50.0));
        }
        predictor.fit(observations);
        PredictorFile.write(run.predictor(), predictor.state(), problem, spaceText);
    }

    private static Figures figures() {
        return new Figures(
                0.8,
                Interval.of(8, 10),
                0.6875,
                0.65,
                List.of(0.875, 0.5),
                List.of(new Figures.Mistake(EVIL, "dog", 1), new Figures.Mistake("dog", EVIL, 1)));
    }

    private static Evaluation answers() {
        return new Evaluation(
                10,
                0,
                0.8,
                Interval.of(8, 10),
                0.6875,
                0.65,
                null,
                0.5,
                List.of(
                        new Evaluation.ClassFigures(EVIL, 8, 0.875, 0.875),
                        new Evaluation.ClassFigures("dog", 2, 0.5, 0.5)),
                List.of(new Evaluation.Mistakes(EVIL, "dog", 1), new Evaluation.Mistakes("dog", EVIL, 1)),
                List.of(
                        new Evaluation.SureMistake(3, EVIL, EVIL, "dog", 0.9, "iVBORw0KGgo="),
                        new Evaluation.SureMistake(9, null, "dog", EVIL, 0.8, null)),
                List.of(List.of(7L, 1L), List.of(1L, 1L)));
    }

    private static StudyResult result() {
        StudyResult.Member member = StudyResult.Member.of("small", "600k multiply-adds")
                .cost(1, 2)
                .recipe("sgd")
                .predicted(0.6)
                .trained(0.7, 0.65, "models/small")
                .detail(new Detail(figures(), figures()))
                .hand(new StudyResult.Hand(
                        "residual, 3 blocks",
                        3,
                        4,
                        "sgd",
                        2,
                        0.62,
                        0.61,
                        false,
                        null,
                        new Detail(figures(), figures())))
                .build();
        StudyResult.Member none =
                StudyResult.Member.of("none", "").problem("it diverged").build();
        return new StudyResult(
                EVIL,
                TRIALS,
                1,
                1,
                2,
                List.of(member, none),
                List.of(),
                "macro_f1",
                List.of(new ClassCount(EVIL, 40, 9, 8), new ClassCount("dog", 4, 1, 2)),
                62.5);
    }

    private static DeviceProfile profile(Problem problem, String spaceText, Network network) {
        TreeMap<String, Double> terms = new TreeMap<>();
        LatencyTerms.of(Trace.of(network)).keySet().forEach(term -> terms.put(term, 1.0));
        return DeviceProfile.of(EVIL, "any", 1)
                .problem(problem, spaceText)
                .reference(network, 0.05)
                .model(new LatencyModel(terms, 0.02), 100)
                .validation(new DeviceProfile.Validation(0.01, 0.02, 1, List.of()))
                .build();
    }
}
