package io.narsil.annotations;

import io.narsil.annotations.YoloConfig.Named;
import io.narsil.config.Unreadable;
import io.narsil.data.FolderNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images that a path in {@code data.yaml} leads to: a folder with all that is below it, or a text with a path in each line. */
final class YoloPaths {
    private static final long LARGEST = 256 << 20;
    private static final String UP = "../";

    private final FolderFiles files;
    private final YoloConfig config;
    private final Findings findings;

    YoloPaths(FolderFiles files, YoloConfig config, Findings findings) {
        this.files = files;
        this.config = config;
        this.findings = findings;
    }

    List<Path> images(Named named) {
        String text = named.path();
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.endsWith(".txt")) {
            Optional<Path> list = files.find(config.base(), text);
            if (list.isPresent()) {
                return listed(list.get());
            }
        }
        // Roboflow writes "../train/images" beside the folder that it means.
        Optional<Path> folder = folder(text);
        for (String rest = text; folder.isEmpty() && rest.startsWith(UP); ) {
            rest = rest.substring(UP.length());
            folder = folder(rest);
        }
        if (folder.isEmpty()) {
            findings.fault(
                    named.where(),
                    files.resolve(config.base(), text).isEmpty()
                            ? "this path leads out of the folder, which is not followed"
                            : "there is no such folder in " + config.base(),
                    text,
                    "write it as it is from there on, such as images/train");
            return List.of();
        }
        List<Path> images = files.imagesBelow(folder.get());
        if (images.isEmpty()) {
            findings.fault(named.where(), "there are no images in this folder", text, "");
        }
        return images;
    }

    private Optional<Path> folder(String text) {
        return files.resolve(config.base(), text).map(Path::normalize).filter(files::hasFolder);
    }

    private List<Path> listed(Path list) {
        List<Path> images = new ArrayList<>();
        try {
            if (Files.size(list) > LARGEST) {
                findings.fault(list.toString(), "the file has more than the 256 MiB that are read", "", "");
                return images;
            }
            List<String> lines = Files.readAllLines(list);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty()) {
                    add(line, list, list + ":" + (i + 1), images);
                }
            }
        } catch (IOException e) {
            findings.fault(
                    list.toString(), Unreadable.of("", e).problems().get(0).what(), "", "");
        }
        return images;
    }

    private void add(String line, Path list, String where, List<Path> images) {
        Optional<Path> image = files.find(list.getParent(), line)
                .or(() -> files.find(config.base(), line))
                .filter(file -> FolderNames.image(FolderNames.of(file)));
        if (image.isPresent()) {
            images.add(image.get());
        } else if (files.resolve(list.getParent(), line).isEmpty()
                && files.resolve(config.base(), line).isEmpty()) {
            findings.fault(
                    where,
                    "the name of an image leads out of the folder, which is not followed",
                    line,
                    "write it as it is from the list on, such as ./images/train/a.jpg");
        } else {
            findings.fault(where, "there is no such image", line, files.near(line));
        }
    }
}
