package io.narsil.annotations;

import io.narsil.data.DataSpec;
import io.narsil.data.MissingPath;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder of images in which objects are marked, read as a whole: every box lies inside its image and has a class.
 *
 * @param form form in which the folder says it
 * @param classes names of the classes that have a box, in the order of the labels
 * @param parts images of each part, in a fixed order; each part is there
 * @param heldOut parts that the folder lacks, whose images were held out of those to train on
 * @param notes sentences on what is odd about the folder and no fault
 */
public record AnnotatedFolder(
        AnnotationForm form,
        List<String> classes,
        Map<Part, List<AnnotatedImage>> parts,
        Set<Part> heldOut,
        List<String> notes) {
    public AnnotatedFolder {
        classes = List.copyOf(classes);
        Map<Part, List<AnnotatedImage>> all = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            all.put(part, List.copyOf(parts.getOrDefault(part, List.of())));
        }
        parts = Collections.unmodifiableMap(all);
        heldOut = Set.copyOf(heldOut);
        notes = List.copyOf(notes);
    }

    /** The images of all parts. */
    public List<AnnotatedImage> images() {
        return parts.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Reads a folder. In which form it is written is found by the files in it.
     *
     * @param spec folder, with the share that is held out for a part that it lacks
     * @param where place where the user names the folder, for messages
     * @throws io.narsil.config.UserException with all that is wrong with it
     */
    public static AnnotatedFolder read(DataSpec spec, String where) {
        Path path = spec.path().orElseThrow();
        MissingPath.check(where, spec.name(), path);
        Findings findings = new Findings();
        FolderFiles files = new FolderFiles(spec, findings);
        AnnotationForm form = new FormFinder(files).only();
        ClassList classes = new ClassList(findings);
        FormReader reader = switch (form) {
            case VOC -> new VocFolder(files, findings, classes);
            case COCO -> new CocoFolder(files, findings, classes);
            case YOLO -> new YoloFolder(files, findings, classes);
        };
        return new Assembly(spec, form, files, findings).of(reader, classes);
    }
}
