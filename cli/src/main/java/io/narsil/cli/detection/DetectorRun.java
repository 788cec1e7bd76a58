package io.narsil.cli.detection;

import io.narsil.cli.boxes.Judgement;
import io.narsil.config.Fault;
import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.detector.DetectorForm;
import io.narsil.network.Network;
import io.narsil.recipe.DetectorRecipe;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeFile;
import io.narsil.runner.Engine;
import io.narsil.study.detection.DetectionRecipe;
import io.narsil.study.detection.DetectorTraining;
import io.narsil.study.event.StudyListener;
import io.narsil.study.export.GivenWeights;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code narsil train --task detection}.
 *
 * @param network network that becomes the backbone
 * @param form neck and head
 * @param images annotated folder with a resolution
 * @param recipe file of a recipe; null for the usual one
 */
public record DetectorRun(
        Network network, DetectorForm form, DataSpec images, Path recipe, int epochs, long seed, Engine engine) {
    /** The size of images that is usual. */
    public static final int RESOLUTION = 320;

    /**
     * Trains a detector and prints how good it is.
     *
     * @param init file of weights to start from; null for random ones
     * @param initNetwork network that these are of; null for the backbone itself
     * @param view listener that shows each epoch
     * @param curve function from a curve to its line
     */
    public void run(
            Path init,
            Network initNetwork,
            Path out,
            PrintWriter screen,
            StudyListener view,
            Function<List<Double>, String> curve) {
        if (images.path().isEmpty()) {
            throw new UserException(
                    "--data",
                    "nothing is marked in the built-in images",
                    "a folder with annotations (VOC, COCO or YOLO)");
        }
        Map<String, String> settings =
                Recipe.complete(recipe == null ? DetectionRecipe.USUAL : RecipeFile.read(recipe));
        check(settings);
        Optional<GivenWeights> start = Optional.ofNullable(init).map(file -> {
            Path weights = file.toAbsolutePath();
            Network whose = initNetwork == null ? network : initNetwork;
            return new GivenWeights(weights, Optional.of(new GivenWeights(weights).of(whose)));
        });
        // Weights of the network itself say how it computes: of another library, it may pad otherwise.
        Network backbone =
                initNetwork == null ? start.flatMap(GivenWeights::parent).orElse(network) : network;
        DataSpec letterboxed = images.letterboxed();
        DetectorTraining training =
                new DetectorTraining(backbone, form, settings, letterboxed, epochs, seed, start, engine);
        DetectorTraining.Result result = training.run(out, view);
        screen.printf(
                Locale.ROOT,
                "%ncurve       %s%nvalidation  mAP %.2f %% after epoch %d, whose weights are kept%n%s%n"
                        + "model.onnx  proven on %d test images: the same %,d boxes, scores differ by at most %.1e, sides by %.1e of"
                        + " their box%n"
                        + "written to  %s%n",
                curve.apply(result.curve()),
                100 * result.best(),
                result.bestEpoch(),
                Judgement.of(result.test()).text(),
                result.proof().images(),
                result.proof().boxes(),
                result.proof().scoreDifference(),
                result.proof().sideDifference(),
                out);
        screen.flush();
    }

    /** Refuses what boxes cannot follow before any image is read; the trainer would refuse it after that. */
    private void check(Map<String, String> settings) {
        List<Fault> faults = DetectorRecipe.unfollowed(settings).entrySet().stream()
                .map(off -> new Fault(
                        recipe.toString(),
                        off.getKey() + " is " + settings.get(off.getKey()) + ", which boxes cannot follow",
                        "\"" + off.getKey() + ": " + off.getValue() + "\""))
                .toList();
        if (!faults.isEmpty()) {
            throw new UserException(faults);
        }
    }
}
