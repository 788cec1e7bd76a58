package io.narsil.annotations;

import io.narsil.annotations.CocoFile.Image;
import io.narsil.data.FolderNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images that one file of COCO names: beside it, or in the folders in which the tools that write it put them. */
final class CocoImages {
    private final FolderFiles files;
    private final Findings findings;
    private final List<Path> folders;

    CocoImages(FolderFiles files, Path json, Findings findings) {
        this.files = files;
        this.findings = findings;
        folders = folders(files.root(), json);
    }

    private static List<Path> folders(Path root, Path json) {
        Path own = json.getParent();
        List<Path> bases = own.equals(root) ? List.of(own) : List.of(own, own.getParent());
        Set<Path> found = new LinkedHashSet<>();
        for (Path base : bases) {
            CocoNames.word(json).ifPresent(word -> {
                found.add(base.resolve(word));
                found.add(base.resolve("images").resolve(word));
            });
            found.add(base);
            found.add(base.resolve("images"));
        }
        return new ArrayList<>(found);
    }

    /** The file of an image; where there is none, that is a fault. */
    Optional<Path> find(Image image, CocoFile file) {
        for (Path folder : folders) {
            Optional<Path> path = files.find(folder, image.file());
            if (path.isPresent() && FolderNames.image(FolderNames.of(path.get()))) {
                return path;
            }
        }
        if (files.resolve(file.path().getParent(), image.file()).isEmpty()) {
            findings.fault(
                    file.where(image.line()),
                    "the name of an image leads out of the folder, which is not followed",
                    image.file(),
                    "write it as it is from the folder of the images on");
        } else {
            findings.fault(
                    file.where(image.line()),
                    "there is no such image in "
                            + folders.stream()
                                    .filter(files::hasImages)
                                    .findFirst()
                                    .orElse(file.path().getParent()),
                    image.file(),
                    files.near(image.file()));
        }
        return Optional.empty();
    }
}
