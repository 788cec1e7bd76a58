package io.narsil.study.predictor;

import io.narsil.config.UserException;
import io.narsil.device.DeviceProfile;
import io.narsil.files.TextFile;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.search.Evolution;
import io.narsil.search.SearchPlan;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.HandShapes;
import io.narsil.study.PlanNodes;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.study.revision.Revisions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The predictor of a run, with what it has learned from the rounds that are over.
 *
 * @param problem problem that the run searched, with the latencies of its device
 * @param predictor predictor with all that it has learned
 */
public record KeptPredictor(Problem problem, GaussianPredictor predictor) {
    /** Reads it; a {@link UserException} where the folder holds no predictor of its space. */
    public static KeptPredictor open(RunFolder run) {
        if (!Files.isDirectory(run.path())) {
            throw new UserException(
                    run.path().toString(), "there is no such run folder", "runs/NAME, with a study's name");
        }
        if (!Files.exists(run.predictor()) || !Files.exists(run.space())) {
            Path missing = Files.exists(run.predictor()) ? run.space() : run.predictor();
            throw new UserException(
                    run.path().toString(),
                    "this folder holds no finished run: " + missing.getFileName() + " is missing",
                    "let \"narsil search\" of its study run past its first round");
        }
        Problem problem = problem(run);
        return new KeptPredictor(problem, PredictorFile.read(run.predictor(), problem, run.space()));
    }

    /** The problem that a run with a predictor searched, with the latencies of its device. */
    public static Problem problem(RunFolder run) {
        new RunSums(run).check();
        InputSpec images = PredictorFile.input(run.predictor());
        String text = TextFile.read(run.space());
        SearchSpace space = SpaceFile.parse(run.space().toString(), text, images.resolution());
        Problem plain = Problem.of(space, images).comparedWith(HandShapes.of(text, images.resolution()));
        return Files.exists(run.device()) ? DeviceProfile.read(run.device()).timed(plain) : plain;
    }

    /**
     * The spaces that trials of a run may be of, by what its predictor's file says of the images: the one that is searched, and
     * the shapes that a person would take by hand. Nothing else of the file is used.
     */
    public static List<SearchSpace> spaces(RunFolder run) {
        int pixels = PredictorFile.input(run.predictor()).resolution();
        String text = TextFile.read(run.space());
        List<SearchSpace> spaces = new ArrayList<>(HandShapes.of(text, pixels));
        spaces.add(0, SpaceFile.parse(run.space().toString(), text, pixels));
        return spaces;
    }

    /**
     * The evolution by which the run's search would choose finalists; where its study was lost, one that doubts nothing.
     *
     * @param trained candidates that were trained
     */
    public Evolution evolution(RunFolder run, List<Candidate> trained) {
        if (!Files.exists(run.study())) {
            return new Evolution(predictor, problem.costs());
        }
        SearchPlan plan = PlanNodes.kept(run.study());
        int believed =
                Revisions.followed(run).map(plans -> plans.now().believed()).orElse(plan.believed());
        return Evolution.ofFinalists(predictor, problem.costs(), plan.believing(believed), trained);
    }

    /** Whether the run has a device profile, so that latencies of its networks are known. */
    public boolean knowsLatency() {
        return problem.costs().timed();
    }
}
