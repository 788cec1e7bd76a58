package io.narsil.cli.boxes;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.AnnotatedImage;
import io.narsil.boxes.TrueBox;
import io.narsil.config.Words;
import io.narsil.data.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is counted in a folder.
 *
 * @param form form of the annotations, in small letters
 * @param scaled boxes as they are at some sizes of images
 * @param notes sentences on what is odd
 */
record BoxCounts(
        String form,
        List<PartCount> parts,
        List<ClassCount> classes,
        List<Scaled> scaled,
        int difficult,
        int crowds,
        List<String> notes) {
    /** A side of which a box of fewer pixels is hardly seen: the step of a detector's finest map. */
    static final int SMALLEST = 8;

    private static final List<Integer> USUAL = List.of(160, 224, 320, 416, 640);
    /** The areas in square pixels from which on COCO calls an object medium and large. */
    private static final int MEDIUM = 32 * 32;

    private static final int LARGE = 96 * 96;

    /**
     * A part.
     *
     * @param heldOut truth of the folder having no such part, so that its images were held out
     * @param background images without a box
     */
    record PartCount(String part, boolean heldOut, int images, int background, int boxes) {}

    /**
     * A class.
     *
     * @param images images that have a box of it, of all parts
     * @param parts boxes in each part
     */
    record ClassCount(String name, int images, int boxes, List<Integer> parts, int small, int medium, int large) {}

    /**
     * Boxes where each whole image is scaled to a square.
     *
     * @param least shorter side of the smallest box, in pixels
     * @param median median of the boxes' shorter sides
     * @param under boxes of which a side has fewer than 8 pixels
     */
    record Scaled(int resolution, double least, double median, int under) {}

    /** @param resolution size of images; null for some that are usual */
    static BoxCounts of(AnnotatedFolder folder, Integer resolution) {
        List<PartCount> parts = Arrays.stream(Part.values())
                .map(part -> {
                    List<AnnotatedImage> images = folder.parts().get(part);
                    return new PartCount(
                            Words.of(part),
                            folder.heldOut().contains(part),
                            images.size(),
                            (int) images.stream()
                                    .filter(AnnotatedImage::background)
                                    .count(),
                            images.stream()
                                    .mapToInt(image -> image.boxes().size())
                                    .sum());
                })
                .toList();
        List<TrueBox> boxes =
                folder.images().stream().flatMap(i -> i.boxes().stream()).toList();
        List<Integer> sizes = resolution == null ? USUAL : List.of(resolution);
        return new BoxCounts(
                Words.of(folder.form()),
                parts,
                classes(folder),
                sizes.stream().map(size -> scaled(folder, size)).toList(),
                (int) boxes.stream().filter(TrueBox::difficult).count(),
                (int) boxes.stream().filter(TrueBox::crowd).count(),
                folder.notes());
    }

    private static List<ClassCount> classes(AnnotatedFolder folder) {
        List<Part> parts = List.of(Part.values());
        int count = folder.classes().size();
        int[] images = new int[count];
        int[][] boxes = new int[count][parts.size()];
        int[][] sizes = new int[count][3];
        folder.parts().forEach((part, all) -> {
            for (AnnotatedImage image : all) {
                image.boxes().stream().mapToInt(TrueBox::label).distinct().forEach(label -> images[label]++);
                for (TrueBox box : image.boxes()) {
                    boxes[box.label()][parts.indexOf(part)]++;
                    sizes[box.label()][box.area() < MEDIUM ? 0 : box.area() < LARGE ? 1 : 2]++;
                }
            }
        });
        List<ClassCount> classes = new ArrayList<>();
        for (int label = 0; label < count; label++) {
            int[] size = sizes[label];
            classes.add(new ClassCount(
                    folder.classes().get(label),
                    images[label],
                    Arrays.stream(boxes[label]).sum(),
                    Arrays.stream(boxes[label]).boxed().toList(),
                    size[0],
                    size[1],
                    size[2]));
        }
        return classes;
    }

    private static Scaled scaled(AnnotatedFolder folder, int resolution) {
        double[] sides = folder.images().stream()
                .flatMapToDouble(image -> image.boxes().stream()
                        .mapToDouble(
                                box -> Math.min(box.box().width(), box.box().height())
                                        * resolution
                                        / Math.max(image.width(), image.height())))
                .sorted()
                .toArray();
        int under = (int) Arrays.stream(sides).filter(side -> side < SMALLEST).count();
        return new Scaled(resolution, sides[0], sides[sides.length / 2], under);
    }
}
