package io.narsil.study.folder;

import io.narsil.network.Architecture;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.TrainRequest;
import io.narsil.search.Budget;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The names by which requests call the files of a run folder, and where those lie.
 *
 * @param folder run folder
 */
public record RunArtifacts(RunFolder folder) implements ArtifactResolver {
    /** The prepared images. */
    public static final String IMAGES = "images";

    /** What is marked in the prepared images. */
    public static final String OBJECTS = "objects";

    /** The weights of the network that candidates start from. */
    public static final String PARENT = "parent";

    /** What a trained network answered, until it was compared. */
    public static final String ANSWERS = "answers";

    private static final String MEMBER = "member-";
    private static final Pattern BY_HAND = Pattern.compile("trial-[0-9]+-by-hand");
    private static final Pattern PREDICTIONS = Pattern.compile("trial-[0-9]+-predictions");

    /** What a runner is told of a detector; null for a network that classifies. */
    public static TrainRequest.Detection detection(Architecture trained) {
        return TrainRequest.Detection.of(trained, OBJECTS);
    }

    /** The state of a trial that is not over. */
    public static String checkpoint(int trial) {
        return "trial-" + trial;
    }

    /** The trained weights of a finalist. */
    public static String weights(int trial) {
        return "trial-" + trial + "-weights";
    }

    /** The trained weights of what was made by hand. */
    public static String byHand(int trial) {
        return "trial-" + trial + "-by-hand";
    }

    /** The classes that a finalist, or what it is compared with, names for images. */
    public static String predictions(int trial) {
        return "trial-" + trial + "-predictions";
    }

    /** The weights of the member for a budget, which is a finalist no more. */
    public static String member(String budget) {
        return MEMBER + budget;
    }

    @Override
    public Path path(String key) {
        if (key.equals(IMAGES)) {
            return folder.images();
        }
        if (key.equals(OBJECTS)) {
            return folder.objects();
        }
        if (key.equals(PARENT)) {
            return folder.parent().weights();
        }
        if (PREDICTIONS.matcher(key).matches()) {
            return new FolderArtifacts(folder.answers()).path(key);
        }
        if (BY_HAND.matcher(key).matches()) {
            return new FolderArtifacts(folder.byHand()).path(key);
        }
        String budget = key.startsWith(MEMBER) ? key.substring(MEMBER.length()) : "";
        return Budget.isName(budget) ? folder.model(budget).weights() : new FolderArtifacts(folder.scratch()).path(key);
    }
}
