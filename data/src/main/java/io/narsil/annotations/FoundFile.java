package io.narsil.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.config.Nearest;
import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.data.Part;
import io.narsil.files.WholeFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program has found in the images of a folder: a file of one JSON object a line,
 * {@code {"image": "test/1.jpg", "class": "cell", "score": 0.9, "box": [left, top, width, height]}}, in pixels of the image as it is
 * seen. An image is named by its path in the folder, or by its file's name where only one has it.
 */
public final class FoundFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String FORM =
            "{\"image\": \"test/1.jpg\", \"class\": \"cell\", \"score\": 0.9, \"box\": [left, top, width, height]}";

    private final Path file;
    private final List<String> classes;
    private final ImageNames names;
    private final Part part;
    private final List<List<FoundBox>> found = new ArrayList<>();
    private final Findings findings = new Findings();
    private String where = "";

    private FoundFile(Path file, AnnotatedFolder folder, Path root, Part part) {
        this.file = file;
        this.classes = folder.classes();
        this.names = new ImageNames(folder, root);
        this.part = part;
        folder.parts().get(part).forEach(image -> found.add(new ArrayList<>()));
    }

    /**
     * Reads what was found in the images of a part.
     *
     * @param root folder that the annotations were read from, in which images have their paths
     * @return found boxes of each image of the part, in its order; none where the file does not speak of an image
     * @throws UserException with all that is wrong with the file
     */
    public static List<List<FoundBox>> read(Path file, AnnotatedFolder folder, Path root, Part part) {
        FoundFile reader = new FoundFile(file, folder, root, part);
        reader.lines();
        reader.findings.throwIfAny();
        return reader.found;
    }

    private void lines() {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                where = file + ":" + ++number;
                if (!line.isBlank()) {
                    line(line);
                }
            }
        } catch (NoSuchFileException e) {
            throw new UserException(file.toString(), "there is no such file", "");
        } catch (CharacterCodingException e) {
            throw new UserException(file.toString(), "it is no text in UTF-8", "a file of one JSON object a line");
        } catch (IOException e) {
            throw WholeFile.failure(file, e);
        }
    }

    private void line(String line) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            findings.fault(where, "this line is no JSON", Printable.brief(e.getOriginalMessage()), FORM);
            return;
        }
        Optional<Integer> image = image(text(node, "image"));
        Optional<Integer> label = label(text(node, "class"));
        Optional<Double> score = number(node.path("score"));
        if (score.isEmpty()) {
            findings.fault(
                    where,
                    "\"score\" is a number",
                    Printable.brief(node.path("score").toString()),
                    FORM);
        }
        Optional<Box> box = box(node.path("box"));
        if (image.isPresent() && label.isPresent() && score.isPresent() && box.isPresent()) {
            found.get(image.get()).add(new FoundBox(label.get(), box.get(), score.get()));
        }
    }

    private Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            findings.fault(where, "\"" + key + "\" is a text", Printable.brief(value.toString()), FORM);
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    private Optional<Integer> image(Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ImageNames.Place> place = names.find(name.get());
        if (place.isEmpty()) {
            findings.fault(
                    where,
                    "the folder has no such image",
                    Printable.brief(name.get()),
                    names.several(name.get())
                            ? "its path in the folder: several have this name"
                            : "its path in the folder");
        } else if (place.get().part() != part) {
            findings.fault(
                    where,
                    "this image is not of the part that is judged",
                    Printable.brief(name.get()),
                    "--part, or leave it out");
        }
        return place.filter(p -> p.part() == part).map(ImageNames.Place::index);
    }

    private Optional<Integer> label(Optional<String> name) {
        if (name.isPresent() && !classes.contains(name.get())) {
            findings.fault(
                    where,
                    "the folder has no such class",
                    Printable.brief(name.get()),
                    Nearest.hint(name.get(), classes));
        }
        return name.map(classes::indexOf).filter(label -> label >= 0);
    }

    private Optional<Box> box(JsonNode node) {
        List<Double> numbers = new ArrayList<>();
        node.forEach(n -> number(n).ifPresent(numbers::add));
        boolean sound = node.isArray() && node.size() == 4 && numbers.size() == 4;
        if (sound) {
            double right = numbers.get(0) + numbers.get(2);
            double bottom = numbers.get(1) + numbers.get(3);
            if (right > numbers.get(0)
                    && bottom > numbers.get(1)
                    && Double.isFinite(right)
                    && Double.isFinite(bottom)) {
                return Optional.of(new Box(numbers.get(0), numbers.get(1), right, bottom));
            }
        }
        findings.fault(
                where,
                "\"box\" is left, top, width and height, the last two above 0",
                Printable.brief(node.toString()),
                FORM);
        return Optional.empty();
    }

    private static Optional<Double> number(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .filter(Double::isFinite);
    }
}
