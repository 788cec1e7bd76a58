package io.narsil.annotations;

import io.narsil.config.UserException;
import io.narsil.data.FolderNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out by the files in a folder in which form its annotations are. */
final class FormFinder {
    /** So many files are opened to see whether they are of VOC. */
    private static final int OPENED = 200;

    private static final int BEGINNING = 4096;

    private final FolderFiles files;

    FormFinder(FolderFiles files) {
        this.files = files;
    }

    /** The one form of the folder's annotations. */
    AnnotationForm only() {
        Map<AnnotationForm, Path> found = new EnumMap<>(AnnotationForm.class);
        for (AnnotationForm form : AnnotationForm.values()) {
            first(form).ifPresent(file -> found.put(form, file));
        }
        if (found.isEmpty()) {
            throw none();
        }
        if (found.size() > 1) {
            throw new UserException(
                    files.root().toString(),
                    "there are annotations of several forms: "
                            + found.entrySet().stream()
                                    .map(e -> e.getKey().title() + " (" + files.name(e.getValue()) + ")")
                                    .collect(Collectors.joining(" and ")),
                    "move all but those of one form away");
        }
        return found.keySet().iterator().next();
    }

    private Optional<Path> first(AnnotationForm form) {
        return switch (form) {
            case VOC ->
                files.ending(".xml").stream()
                        .limit(OPENED)
                        .filter(FormFinder::voc)
                        .findFirst();
            case COCO -> CocoNames.of(files).read().stream().findFirst();
            case YOLO -> YoloConfig.find(files);
        };
    }

    private static boolean voc(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1)
                    .replace("\0", "") // of two bytes a character
                    .contains("<annotation");
        } catch (IOException e) {
            return true; // what is wrong with it is said when it is read
        }
    }

    private UserException none() {
        List<Path> inner = files.ending(".yaml", ".yml").stream()
                .filter(file -> FolderNames.of(file).startsWith("data"))
                .toList();
        String maybe = "export them as Pascal VOC, COCO or YOLO";
        if (!inner.isEmpty()) {
            maybe = "name the folder " + inner.get(0).getParent();
        } else if (files.ending(".txt").stream().anyMatch(FormFinder::labels)) {
            maybe = "these are labels of YOLO, and " + files.root().resolve("data.yaml")
                    + " is to name their classes: \"names: [cat, dog]\"";
        }
        return new UserException(
                files.root().toString(),
                "nothing here says what is marked in images: no .xml file of Pascal VOC, no .json file of COCO (with"
                        + " \"images\" and \"annotations\"), and no data.yaml of YOLO (with \"names\")",
                maybe);
    }

    private static boolean labels(Path file) {
        return FolderNames.of(file.getParent()).equals("labels")
                || (file.getParent().getParent() != null
                        && file.getParent().getParent().endsWith("labels"));
    }
}
