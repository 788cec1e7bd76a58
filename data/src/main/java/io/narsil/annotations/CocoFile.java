package io.narsil.annotations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.narsil.config.Unreadable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One file of COCO, read as it comes: outlines, captions and whatever else may stand there are passed over, so that it takes memory for
 * images and boxes alone.
 */
final class CocoFile {
    private static final long LARGEST = 4L << 30;
    private static final int MOST = 20_000_000;
    private static final int DEEPEST = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            // Python writes numbers that are none as NaN; they are refused with their line, as other values are.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** The lists of a file. */
    enum Section {
        IMAGES("images"),
        ANNOTATIONS("annotations"),
        CATEGORIES("categories");

        private final String key;

        Section(String key) {
            this.key = key;
        }
    }

    /** An image of the list. */
    record Image(String id, String file, int width, int height, int line) {}

    /** A class of the list. */
    record Category(String id, String name, String above, int line) {}

    /**
     * A box of the list.
     *
     * @param id id of its own; empty if there is none
     */
    record Annotation(String id, String image, String category, double[] box, double area, boolean crowd, int line) {}

    private final Path file;
    private final Findings findings;
    /** Each id once, however many annotations say it. */
    private final Map<String, String> ids = new HashMap<>();

    private final List<Image> images = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Category> categories = new ArrayList<>();

    CocoFile(Path file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    Path path() {
        return file;
    }

    List<Image> images() {
        return images;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    List<Category> categories() {
        return categories;
    }

    String where(int line) {
        return file + ":" + line;
    }

    /** Whether a file has lists of images and of annotations, as far as it can be read. */
    static boolean fits(Path file) {
        Set<Section> met = EnumSet.noneOf(Section.class);
        try (InputStream in = open(file);
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                boolean list = parser.nextToken() == JsonToken.START_ARRAY;
                for (Section section : Section.values()) {
                    if (list && section.key.equals(key)) {
                        met.add(section);
                    }
                }
                if (met.contains(Section.IMAGES) && met.contains(Section.ANNOTATIONS)) {
                    return true;
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // A damaged file is of this form if its beginning is.
            return !met.isEmpty();
        }
        return false;
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Reads the file; what is wrong with it is a fault. */
    void read() {
        try {
            if (Files.size(file) > LARGEST) {
                findings.fault(file.toString(), "the file has more than the 4 GiB that are read", "", "");
                return;
            }
            try (InputStream in = open(file);
                    JsonParser parser = JSON.createParser(in)) {
                sections(parser);
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            findings.fault(
                    where(line), "this is not JSON", e.getOriginalMessage().replaceAll("\\s+", " "), "it is cut off");
        } catch (IOException e) {
            findings.fault(file.toString(), Unreadable.file(e), "", "");
        }
    }

    private void sections(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            findings.fault(where(1), "a file of COCO is one object of JSON", "", "");
            return;
        }
        Set<Section> met = EnumSet.noneOf(Section.class);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            for (Section section : Section.values()) {
                if (!section.key.equals(key)) {
                    continue;
                }
                if (!met.add(section)) {
                    findings.fault(where(line), "\"" + key + "\" stands there twice", "", "join the two lists");
                } else if (parser.currentToken() != JsonToken.START_ARRAY) {
                    findings.fault(where(line), "\"" + key + "\" must be a list", "", "");
                } else {
                    list(parser, section);
                }
            }
            parser.skipChildren();
        }
        for (Section section : Section.values()) {
            if (!met.contains(section)) {
                findings.fault(
                        file.toString(), "the file has no list \"" + section.key + "\"", "", "export it as COCO JSON");
            }
        }
    }

    private void list(JsonParser parser, Section section) throws IOException {
        CocoItem item = new CocoItem(parser, ids);
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            int line = parser.currentTokenLocation().getLineNr();
            if (i == MOST) {
                findings.fault(
                        where(line),
                        "\"" + section.key + "\" has more than the " + MOST + " items that are read",
                        "",
                        "");
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                findings.fault(where(line), "each of \"" + section.key + "\" must be an object of JSON", "", "");
                parser.skipChildren();
                continue;
            }
            item.read();
            if (i < MOST) {
                add(section, item, line);
            }
        }
    }

    private void add(Section section, CocoItem item, int line) {
        String where = where(line);
        switch (section) {
            case IMAGES -> item.image(line, where, findings).ifPresent(images::add);
            case ANNOTATIONS -> item.annotation(line, where, findings).ifPresent(annotations::add);
            case CATEGORIES -> item.category(line, where, findings).ifPresent(categories::add);
        }
    }
}
