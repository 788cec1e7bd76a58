package io.narsil.annotations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.data.DataSpec;
import io.narsil.files.WholeFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes boxes that were found as {@link FoundFile} reads them, a line each. */
public final class FoundLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FoundLines() {}

    /** The name of an image in these lines: its path in the folder. */
    static String name(AnnotatedImage image, DataSpec spec) {
        return name(image, spec.path().orElseThrow());
    }

    static String name(AnnotatedImage image, Path root) {
        Path from = root.toAbsolutePath().normalize();
        return from.relativize(image.file().toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    /**
     * Writes the file whole.
     *
     * @param images names of the images
     * @param classes names of the classes, by label
     * @param found boxes of each image
     */
    public static void write(Path file, List<String> images, List<String> classes, List<List<FoundBox>> found) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            for (FoundBox box : found.get(i)) {
                lines.append(line(images.get(i), classes.get(box.label()), box)).append('\n');
            }
        }
        WholeFile.write(file, lines.toString());
    }

    private static String line(String image, String name, FoundBox found) {
        Box box = found.box();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("image", image);
        line.put("class", name);
        line.put("score", found.score());
        line.put("box", List.of(box.left(), box.top(), box.width(), box.height()));
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
