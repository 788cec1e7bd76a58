package io.narsil.study.objects;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.AnnotatedImage;
import io.narsil.annotations.FoundBoxes;
import io.narsil.annotations.JudgedBoxes;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.TrueBox;
import io.narsil.config.UserException;
import io.narsil.data.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What a deployed detector finds in the images of a folder in which objects are marked, and how good that is.
 *
 * @param judged boxes that were found, in the images that could be read
 * @param unread number of images that could not
 */
public record DetectorEvaluation(JudgedBoxes judged, int unread) {
    /** Images that are decoded at a time, at most. */
    private static final int BLOCK = 64;

    /**
     * Gives the images of a part to a detector.
     *
     * @param part part whose images are judged
     * @param where name of the folder in messages
     * @param over hearer of how many images are over
     * @param fault hearer of images that cannot be read
     * @throws UserException where the detector does not know the classes, or no image can be read
     */
    public static DetectorEvaluation of(
            PhotoDetector detector,
            AnnotatedFolder folder,
            Part part,
            String where,
            IntConsumer over,
            Consumer<UserException> fault) {
        List<AnnotatedImage> images = folder.parts().get(part);
        TreeSet<Integer> needed = new TreeSet<>();
        images.forEach(image -> image.boxes().stream().map(TrueBox::label).forEach(needed::add));
        ObjectClasses classes =
                ObjectClasses.of(detector.detector().model().classes(), folder.classes(), needed, where);
        List<AnnotatedImage> read = new ArrayList<>();
        List<List<FoundBox>> boxes = new ArrayList<>();
        for (int from = 0; from < images.size(); from += BLOCK) {
            List<AnnotatedImage> block = images.subList(from, Math.min(from + BLOCK, images.size()));
            List<Answer> answers = IntStream.range(0, block.size())
                    .parallel()
                    .mapToObj(i -> answer(detector, block.get(i)))
                    .toList();
            for (int i = 0; i < block.size(); i++) {
                Answer answer = answers.get(i);
                answer.fault().ifPresent(fault);
                answer.found().ifPresent(found -> boxes.add(classes.labelled(found)));
                if (answer.found().isPresent()) {
                    read.add(block.get(i));
                }
            }
            over.accept(from + block.size());
        }
        if (read.isEmpty()) {
            throw new UserException(where, "none of its images can be read", "");
        }
        AnnotatedFolder rest = new AnnotatedFolder(
                folder.form(), folder.classes(), Map.of(part, read), folder.heldOut(), folder.notes());
        return new DetectorEvaluation(JudgedBoxes.of(new FoundBoxes(rest, part, boxes)), images.size() - read.size());
    }

    private record Answer(Optional<List<FoundBox>> found, Optional<UserException> fault) {}

    private static Answer answer(PhotoDetector detector, AnnotatedImage image) {
        List<UserException> faults = new ArrayList<>();
        Optional<List<FoundBox>> found = detector.found(image.file(), (photo, boxes) -> boxes, faults::add);
        return new Answer(found, faults.stream().findFirst());
    }
}
