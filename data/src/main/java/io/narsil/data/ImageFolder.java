package io.narsil.data;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of images: {@code train/CLASS/*.jpg} with or without {@code validation/} (or {@code val/}) and
 * {@code test/}, or one folder a class. A part that is missing is held out of the training images, the same images
 * every time.
 *
 * <p>It takes every folder that no other source reads, so it is not registered as other sources are.
 */
public final class ImageFolder implements DataSource {
    @Override
    public ImageList list(DataSpec spec) {
        Path folder = spec.path().orElseThrow();
        Problems problems = new Problems();
        ClassFolders files = new ClassFolders(folder, problems);
        if (files.classes().size() < 2) {
            throw new UserException(
                    files.train().toString(),
                    "there must be a folder for each of at least two classes, but there are "
                            + files.classes().size(),
                    "put the images into " + files.train() + "/CLASS/");
        }
        files.readParts();
        Listing listing = Split.complete(files.listing(), spec.validation());
        checkClasses(listing, files, problems);
        problems.throwIfAny();
        return new Images(listing, files.files());
    }

    private static void checkClasses(Listing listing, ClassFolders files, Problems problems) {
        int[] training = Split.training(listing);
        for (int label = 0; label < training.length; label++) {
            if (training[label] == 0) {
                String name = listing.classes().get(label);
                Path folder = files.train().resolve(name);
                int found = ClassFolders.children(folder).size();
                problems.add(
                        folder.toString(),
                        "the class \"" + name + "\" has " + found + (found == 1 ? " image" : " images")
                                + ", too few for training, validation and testing",
                        "add images, or remove the folder");
            }
        }
    }

    /** Files that are decoded when they are asked for. */
    private record Images(Listing listing, List<Path> files) implements ImageList {
        @Override
        public DecodedImage decode(int index) throws IOException {
            return ImageDecoder.read(files.get(index));
        }

        @Override
        public <T> T decode(int index, Use<T> use) throws IOException {
            return ImageDecoder.read(files.get(index), use);
        }

        @Override
        public String name(int index) {
            return files.get(index).toString();
        }
    }
}
