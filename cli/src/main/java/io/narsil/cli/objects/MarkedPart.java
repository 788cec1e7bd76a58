package io.narsil.cli.objects;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.AnnotatedImage;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.data.DataSpec;
import io.narsil.data.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of an annotated folder on which a detector is measured.
 *
 * @param folder folder, in which they are those of the part
 * @param words words for what they are
 * @param notes sentences on what that means for the figures, and on what is odd about the folder
 */
public record MarkedPart(AnnotatedFolder folder, Part part, String words, List<String> notes) {
    private static final String FLATTERED = "if the detector was trained on some of them, the figures flatter it";

    /** Keeps a copy. */
    public MarkedPart {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a folder.
     *
     * @param wanted part that the user names, itself nothing for all of them; nothing where none is named, for the images to test on where
     *     there are such, and otherwise all
     * @throws UserException where nothing is marked, or the folder has faults
     */
    public static MarkedPart of(DataSpec spec, Optional<Optional<Part>> wanted) {
        if (spec.path().isEmpty()) {
            throw new UserException(
                    "--data",
                    "nothing is marked in the built-in images",
                    "a folder with annotations (VOC, COCO or YOLO)");
        }
        AnnotatedFolder folder = AnnotatedFolder.read(spec.letterboxed(), "--data");
        Optional<Part> own = folder.heldOut().contains(Part.TEST) ? Optional.empty() : Optional.of(Part.TEST);
        Optional<Part> part = wanted.orElse(own);
        List<String> notes = new ArrayList<>(folder.notes());
        if (part.isEmpty()) {
            notes.add("all were measured; " + FLATTERED);
            Map<Part, List<AnnotatedImage>> all = Map.of(Part.TEST, folder.images());
            return some(new MarkedPart(
                    new AnnotatedFolder(folder.form(), folder.classes(), all, folder.heldOut(), folder.notes()),
                    Part.TEST,
                    "all parts",
                    notes));
        }
        if (part.get() != Part.TEST) {
            notes.add("they are not there to test on; " + FLATTERED);
        } else if (own.isEmpty()) {
            notes.add(
                    "there is no part to test on, so they are those that a training on this folder keeps for its test");
        }
        return some(new MarkedPart(folder, part.get(), "the part " + Words.of(part.get()), notes));
    }

    private static MarkedPart some(MarkedPart marked) {
        if (marked.count() == 0) {
            throw new UserException("--data", "there is no image " + marked.part.purpose(), "another --part");
        }
        return marked;
    }

    /** The number of images. */
    public int count() {
        return folder.parts().get(part).size();
    }
}
