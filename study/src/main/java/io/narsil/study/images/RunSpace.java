package io.narsil.study.images;

import io.narsil.data.PreparedData;
import io.narsil.files.TextFile;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.folder.RunFolder;

/** The space that a run folder keeps. */
public final class RunSpace {
    private RunSpace() {}

    /** Reads it; where it follows the size of the images, for those that the folder keeps. */
    public static SearchSpace of(RunFolder folder) {
        String name = folder.space().toString();
        String text = TextFile.read(folder.space());
        return SpaceFile.followsInput(name, text)
                ? SpaceFile.parse(
                        name, text, PreparedData.read(folder.images()).train().size())
                : SpaceFile.parse(name, text);
    }
}
