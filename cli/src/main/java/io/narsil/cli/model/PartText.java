package io.narsil.cli.model;

import io.narsil.data.MeasuredImages;
import io.narsil.data.Part;
import io.narsil.study.evaluation.KnownClasses;
import java.util.ArrayList;
import java.util.List;

/** Which images were measured, and what that means for the figures. */
record PartText(MeasuredImages images, KnownClasses classes) {
    private static final String FLATTERED = "If the network was trained on some of them, these figures flatter it";

    /** Sentences, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (images.part().isEmpty()) {
            lines.add("All images were measured. " + FLATTERED
                    + ": \"--part test\" takes those that a search of the same images keeps for its test.");
        } else if (images.part().get() != Part.TEST) {
            lines.add("These are not images to test on. " + FLATTERED + ".");
        } else if (images.heldOut()) {
            lines.add(
                    "There is no part to test on: these images are those that a search of the same folder keeps for its test"
                            + " (a tenth of each class, always the same ones). Of another folder's network, \"--part all\" tells more.");
        }
        int missing = classes.missing().size();
        if (missing > 0) {
            lines.add("Without any image: " + classes.someMissing() + ". Balanced accuracy is of the other classes.");
        }
        return lines;
    }
}
