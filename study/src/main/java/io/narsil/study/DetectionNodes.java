package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.recipe.DetectorRecipe;
import io.narsil.space.DetectorSpace;
import io.narsil.space.SpaceFile;
import io.narsil.task.BoxScore;
import io.narsil.task.ClassScore;
import io.narsil.task.Fit;
import io.narsil.task.Goal;
import java.util.List;
import java.util.Optional;

/** The task of a study, and what a study that finds objects says otherwise than one that classifies. */
final class DetectionNodes {
    private static final String CLASSIFICATION = "classification";
    private static final String DETECTION = "detection";

    /** As {@code narsil train} takes it. */
    private static final int RESOLUTION = 320;

    private DetectionNodes() {}

    /** What the study's networks are compared by, which says what they are for; faults go to the nodes. */
    static Goal goal(ConfigNode root) {
        ConfigNode task = root.at("task");
        ConfigNode score = root.at("score");
        String word = task.text(CLASSIFICATION);
        if (word.equals(DETECTION)) {
            score.text();
            if (score.present()) {
                score.fault(
                        "a score is chosen for classifications alone, and here it is \"" + score.text("")
                                + "\": detectors are compared by their mAP",
                        score.removal());
            }
            return BoxScore.MAP;
        }
        if (!word.equals(CLASSIFICATION)) {
            String near = Nearest.hint(word, List.of(CLASSIFICATION, DETECTION));
            task.fault("\"task\" must be classification or detection, not \"" + word + "\"", near);
        }
        return score.constant(ClassScore.class, ClassScore.ACCURACY);
    }

    /** The line of a frozen study. */
    static String write(Goal goal) {
        if (goal.finds()) {
            return "task: " + DETECTION + "\n";
        }
        return goal == ClassScore.ACCURACY ? "" : "score: " + goal.key() + "\n";
    }

    /** Faults what means nothing to a detector, or is not there for one. */
    static void refuse(ConfigNode root) {
        if (root.at("trainer").present()) {
            ConfigNode trainer = root.at("trainer");
            trainer.fault(
                    "a trainer of your own is not asked for detectors: \""
                            + (trainer.isMapping() ? trainer.at("command") : trainer).said() + "\"",
                    trainer.removal());
        }
        if (root.at("distillation").number(0, 0, 1) > 0) {
            ConfigNode distillation = root.at("distillation");
            distillation.fault(
                    "a detector learns from no teacher: \"" + distillation.said() + "\"", distillation.removal());
        }
        root.at("recipe").entries().forEach((key, node) -> {
            List<ConfigNode> values = node.isMapping() ? node.at("values").items() : List.of(node);
            (node.isList() ? node.items() : values)
                    .stream()
                            .flatMap(value -> DetectorRecipe.fault(key, value.text("0")).stream())
                            .findFirst()
                            .ifPresent(fault -> node.fault(fault, node.removal()));
        });
    }

    /** The images as a detector takes them, all of each. */
    static DataSpec data(ConfigNode node, DataSpec read) {
        if (read.path().isEmpty()) {
            node.fault(
                    "nothing is marked in the built-in images",
                    "\"data: {folder: FOLDER}\" with a folder of annotations (VOC, COCO or YOLO)");
            return read;
        }
        ConfigNode fit = node.isMapping() ? node.at("fit") : node;
        if (node.isMapping() && fit.present() && read.fit() == Fit.CROP) {
            fit.fault(
                    "what is cut away cannot be found: detectors see all of an image, and here it is \"" + fit.said()
                            + "\"",
                    "\"fit: letterbox\"");
        }
        if (read.skipBroken()) {
            ConfigNode skip = node.at("skip_broken");
            skip.fault("of images with objects none is left out: \"" + skip.said() + "\"", skip.removal());
        }
        int size = read.resolution().orElse(RESOLUTION);
        if (size % DetectorSpace.MULTIPLE != 0) {
            int less = Math.max(1, size / DetectorSpace.MULTIPLE) * DetectorSpace.MULTIPLE;
            node.at("resolution")
                    .fault(
                            "a detector's images are a multiple of " + DetectorSpace.MULTIPLE + " pixels a side, not "
                                    + size,
                            Integer.toString(less));
        }
        return read.resolved(size).fitted(Fit.LETTERBOX);
    }

    /**
     * The text of a space as a space of detectors; faults go to the node.
     *
     * @param name name of the space, or of its file
     * @param pixels size of the images
     */
    static String space(ConfigNode node, String name, String text, Optional<Integer> pixels) {
        if (text.isEmpty() || pixels.isEmpty()) {
            return text;
        }
        boolean file = name.matches(".*\\.ya?ml");
        String detectors = file ? DetectorSpace.completed(text) : DetectorSpace.of(text);
        try {
            SpaceFile.parse(name, detectors, pixels.get());
        } catch (UserException e) {
            if (file) {
                e.problems().forEach(node::problem);
            } else {
                node.fault(
                        "no detector can be made of " + name + " for images of " + pixels.get() + " pixels: "
                                + e.problems().get(0).what(),
                        "\"space: scaled\" with images of 192 to 320 pixels, or around(efficientnet-lite0)");
            }
        }
        return detectors;
    }
}
