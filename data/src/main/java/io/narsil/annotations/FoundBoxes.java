package io.narsil.annotations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.data.Part;
import io.narsil.files.WholeFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boxes that were found in the images of a part of a folder.
 *
 * @param boxes boxes of each image of the part, in its order
 */
public record FoundBoxes(AnnotatedFolder folder, Part part, List<List<FoundBox>> boxes) {
    /** Keeps a copy. */
    public FoundBoxes {
        boxes = List.copyOf(boxes);
    }

    /**
     * Writes them as {@link FoundFile} reads them.
     *
     * @param root folder that the annotations were read from
     */
    public void write(Path file, Path root) {
        Path from = root.toAbsolutePath().normalize();
        ObjectMapper json = new ObjectMapper();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < boxes.size(); i++) {
            Path image = folder.parts().get(part).get(i).file().toAbsolutePath().normalize();
            String name = from.relativize(image).toString().replace('\\', '/');
            for (FoundBox found : boxes.get(i)) {
                lines.append(line(json, name, found)).append('\n');
            }
        }
        WholeFile.write(file, lines.toString());
    }

    private String line(ObjectMapper json, String image, FoundBox found) {
        Box box = found.box();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("image", image);
        line.put("class", folder.classes().get(found.label()));
        line.put("score", found.score());
        line.put("box", List.of(box.left(), box.top(), box.width(), box.height()));
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
