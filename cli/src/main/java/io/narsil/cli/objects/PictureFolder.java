package io.narsil.cli.objects;

import io.narsil.boxes.FoundBox;
import io.narsil.data.DecodedImage;
import io.narsil.picture.BoxPicture;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The folder into which pictures of found objects are written. */
final class PictureFolder {
    private static final String ENDING = ".boxes";

    private final Path folder;
    private final BoxPicture picture;
    /** How often each name was taken: folders may have files of the same name. */
    private final Map<String, Integer> taken = new HashMap<>();

    PictureFolder(Path folder, List<String> classes) {
        this.folder = folder;
        picture = new BoxPicture(classes);
    }

    /** Writes the picture of a photo. No photo ends like a picture, so none is written over. */
    void write(Path image, DecodedImage photo, List<FoundBox> found) {
        String name = image.getFileName() + ENDING;
        int number = taken.merge(name, 1, Integer::sum);
        picture.write(folder.resolve(number == 1 ? name + ".png" : name + "-" + number + ".png"), photo, found);
    }
}
