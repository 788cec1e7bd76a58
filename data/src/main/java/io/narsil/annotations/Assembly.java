package io.narsil.annotations;

import io.narsil.boxes.TrueBox;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.data.DataSpec;
import io.narsil.data.Part;
import io.narsil.data.Split;
import io.narsil.photo.BadImage;
import io.narsil.photo.ImageSize;
import io.narsil.photo.Photo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a folder of what its files say and of the images that they say it of. */
final class Assembly {
    private final DataSpec spec;
    private final AnnotationForm form;
    private final FolderFiles files;
    private final Findings findings;

    Assembly(DataSpec spec, AnnotationForm form, FolderFiles files, Findings findings) {
        this.spec = spec;
        this.form = form;
        this.files = files;
        this.findings = findings;
    }

    /** The folder; all that is wrong with it is thrown together. */
    AnnotatedFolder of(FormReader reader, ClassList classes) {
        List<MarkedImage> marked = new ArrayList<>();
        List<ImageSize> sizes = new ArrayList<>();
        List<List<TrueBox>> boxes = new ArrayList<>();
        List<MarkedImage> all = used(once(reader.read()));
        List<Size> read = sizes(all);
        BoxCheck check = new BoxCheck(spec, files, findings);
        for (int i = 0; i < all.size(); i++) {
            if (read.get(i).fault != null) {
                unread(all.get(i).image(), read.get(i).fault);
            } else {
                marked.add(all.get(i));
                sizes.add(read.get(i).size);
                boxes.add(check.boxes(all.get(i), read.get(i).size));
            }
        }
        findings.throwIfAny();
        if (boxes.stream().allMatch(List::isEmpty)) {
            throw new UserException(files.root().toString(), "no image here has a box", "they are not marked yet");
        }
        Part[] parts = parts(marked);
        UsedClasses used = UsedClasses.of(classes.names(), reader, boxes, findings);
        List<AnnotatedImage> images = new ArrayList<>();
        for (int i = 0; i < marked.size(); i++) {
            ImageSize size = sizes.get(i);
            images.add(new AnnotatedImage(
                    marked.get(i).image(), size.width(), size.height(), used.relabelled(boxes.get(i))));
        }
        Map<Part, List<AnnotatedImage>> byPart = new EnumMap<>(Part.class);
        IntStream.range(0, parts.length)
                .forEach(i ->
                        byPart.computeIfAbsent(parts[i], p -> new ArrayList<>()).add(images.get(i)));
        note(byPart, used);
        findings.throwIfAny();
        return new AnnotatedFolder(form, used.names(), byPart, heldOut(marked, parts), findings.notes());
    }

    /** Says what is wrong with an image, or leaves it out where the user wants that. */
    private void unread(Path image, IOException e) {
        if (spec.skipBroken()) {
            findings.note("images that cannot be read are left out", files.name(image));
            return;
        }
        String hint = e instanceof BadImage bad ? bad.hint() : "";
        String what = e instanceof BadImage ? e.getMessage() : BadImage.words(e);
        findings.files()
                .add(image.toString(), what, hint.isEmpty() ? spec.origin().skip("the file") : hint);
    }

    /** Each image once; a second annotation of it is a fault. */
    private List<MarkedImage> once(List<MarkedImage> all) {
        Map<Path, MarkedImage> met = new LinkedHashMap<>();
        for (MarkedImage image : all) {
            MarkedImage before = met.putIfAbsent(image.image(), image);
            if (before != null) {
                findings.fault(
                        image.where(image.line()),
                        "an image is annotated a second time",
                        image.image() + ", which " + before.where(before.line()) + " annotates",
                        "remove one of the two");
            }
        }
        return new ArrayList<>(met.values());
    }

    /** Where there are parts, the images that are in one. */
    private List<MarkedImage> used(List<MarkedImage> all) {
        boolean divided = all.stream().anyMatch(image -> image.part().isPresent());
        List<MarkedImage> used = all.stream()
                .filter(image -> !divided || image.part().isPresent())
                .toList();
        Set<Path> paths = new HashSet<>();
        used.forEach(image -> paths.add(image.image()));
        files.images().stream()
                .filter(image -> !paths.contains(image))
                .forEach(image -> findings.note(
                        "images that are not used, since "
                                + (divided ? "they are in no part" : "nothing is said of them"),
                        files.name(image)));
        return used;
    }

    /** The size of an image, or what is wrong with its file. */
    private record Size(ImageSize size, IOException fault) {}

    private static List<Size> sizes(List<MarkedImage> images) {
        return IntStream.range(0, images.size())
                .parallel()
                .mapToObj(i -> {
                    try {
                        return new Size(Photo.size(images.get(i).image()), null);
                    } catch (IOException e) {
                        return new Size(null, e);
                    }
                })
                .toList();
    }

    private Part[] parts(List<MarkedImage> images) {
        Part[] known =
                images.stream().map(image -> image.part().orElse(Part.TRAIN)).toArray(Part[]::new);
        if (images.stream().noneMatch(image -> image.part().orElse(Part.TRAIN) == Part.TRAIN)) {
            throw new UserException(
                    files.root().toString(),
                    "there are no images to train on beside those to choose by or to test on",
                    "one of the parts is to be called \"train\"");
        }
        return Split.complete(known, spec.validation());
    }

    private static Set<Part> heldOut(List<MarkedImage> images, Part[] parts) {
        Set<Part> held = EnumSet.noneOf(Part.class);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != images.get(i).part().orElse(Part.TRAIN)) {
                held.add(parts[i]);
            }
        }
        return held;
    }

    private void note(Map<Part, List<AnnotatedImage>> parts, UsedClasses used) {
        List<AnnotatedImage> train = parts.getOrDefault(Part.TRAIN, List.of());
        if (train.isEmpty()) {
            findings.fault(
                    files.root().toString(),
                    "there are too few images for training, validation and testing",
                    "",
                    "mark more images");
            return;
        }
        parts.values().stream()
                .flatMap(List::stream)
                .filter(AnnotatedImage::background)
                .forEach(image -> findings.note(
                        "images in which nothing is marked are kept as background", files.name(image.file())));
        parts.forEach((part, images) -> {
            Set<Integer> met = new HashSet<>();
            images.forEach(image -> image.boxes().forEach(box -> met.add(box.label())));
            if (met.isEmpty()) {
                findings.note("parts in which nothing is marked", Words.of(part));
                return;
            }
            for (int label = 0; label < used.names().size(); label++) {
                if (!met.contains(label)) {
                    findings.note(
                            "classes without a box in the part " + Words.of(part),
                            used.names().get(label));
                }
            }
        });
    }
}
