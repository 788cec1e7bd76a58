package io.narsil.data;

import io.narsil.config.Problems;
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
        Problems problems = new Problems();
        FileFaults faults = new FileFaults();
        Noted noted = new Noted();
        ClassFolders files = new ClassFolders(spec, faults, noted);
        if (files.classes().size() < 2) {
            faults.addTo(problems);
            problems.throwIfAny();
            problems.add(
                    files.train().toString(),
                    "there must be a folder for each of at least two classes, but there is "
                            + (files.classes().isEmpty() ? "none" : "one"),
                    files.nested()
                            .map(inner -> "name the folder " + inner)
                            .orElse("put the images into " + files.train() + "/CLASS/"));
            problems.throwIfAny();
        }
        files.readParts();
        Listing listing = Split.complete(files.listing(), spec.validation());
        checkClasses(listing, files, faults);
        faults.addTo(problems);
        problems.throwIfAny();
        return new Images(listing, files.files(), noted.lines());
    }

    @Override
    public ImageList labelled(DataSpec spec) {
        Problems problems = new Problems();
        FileFaults faults = new FileFaults();
        Noted noted = new Noted();
        LabelledFolder found = new LabelledFolder(spec, faults, noted);
        faults.addTo(problems);
        problems.throwIfAny();
        return new Images(found.listing(), found.files(), noted.lines());
    }

    private static void checkClasses(Listing listing, ClassFolders files, FileFaults faults) {
        int[] training = Split.training(listing);
        int[] all = Split.all(files.listing());
        for (int label = 0; label < training.length; label++) {
            if (training[label] == 0) {
                int found = all[label];
                faults.add(
                        files.train().resolve(listing.classes().get(label)).toString(),
                        "this class has " + (found == 0 ? "no image" : found == 1 ? "1 image" : found + " images")
                                + ", too few for training, validation and testing",
                        "add images, or remove the folder");
            }
        }
    }

    /** Files that are decoded when they are asked for. */
    private record Images(Listing listing, List<Path> files, List<String> notes) implements ImageList {
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
