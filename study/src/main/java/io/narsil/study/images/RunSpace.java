package io.narsil.study.images;

import io.narsil.data.PreparedData;
import io.narsil.files.TextFile;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.HandShapes;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The space that a run folder keeps. */
public final class RunSpace {
    private RunSpace() {}

    /** Reads it; where it follows the size of the images, for those that the folder keeps. */
    public static SearchSpace of(RunFolder folder) {
        String name = folder.space().toString();
        String text = TextFile.read(folder.space());
        return SpaceFile.followsInput(name, text)
                ? SpaceFile.parse(name, text, pixels(folder))
                : SpaceFile.parse(name, text);
    }

    /** That space and, where the folder has images, the shapes that trials of the run may be of, too. */
    public static List<SearchSpace> all(RunFolder folder) {
        List<SearchSpace> spaces = new ArrayList<>(List.of(of(folder)));
        if (!Files.exists(folder.images())) {
            return spaces;
        }
        spaces.addAll(HandShapes.of(TextFile.read(folder.space()), pixels(folder)));
        return spaces;
    }

    private static int pixels(RunFolder folder) {
        return PreparedData.read(folder.images()).train().size();
    }
}
