package io.narsil.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.narsil.annotations.CocoFile.Annotation;
import io.narsil.annotations.CocoFile.Category;
import io.narsil.annotations.CocoFile.Image;
import io.narsil.config.Decimals;
import io.narsil.config.Printable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One item of a list of COCO: of its values those that are needed, as texts, and its box. */
final class CocoItem {
    private static final Set<String> KEYS = Set.of(
            "id",
            "image_id",
            "category_id",
            "file_name",
            "width",
            "height",
            "name",
            "supercategory",
            "area",
            "iscrowd");
    private static final String QUOTED = "numbers in quotes, which are read as numbers";
    private static final int LONGEST = 4096;

    private final JsonParser parser;
    private final Map<String, String> ids;
    private final Map<String, String> values = new HashMap<>();
    private boolean quoted;
    /** The numbers of the box: null where there is none, and one of NaN where what stands there is no box. */
    private double[] box;

    private String written = "";

    CocoItem(JsonParser parser, Map<String, String> ids) {
        this.parser = parser;
        this.ids = ids;
    }

    /** Reads the next item, at whose beginning the parser stands. */
    void read() throws IOException {
        values.clear();
        box = null;
        written = "";
        quoted = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (key.equals("bbox")) {
                box(token);
            } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL && KEYS.contains(key)) {
                values.put(key, cut(parser.getText()));
            }
            parser.skipChildren();
        }
    }

    /** A value in full, unless it is longer than any path. */
    private static String cut(String text) {
        return (text.length() <= LONGEST ? text : text.substring(0, LONGEST)).strip();
    }

    private void box(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        box = new double[4];
        int count = 0;
        StringBuilder text = new StringBuilder();
        if (token == JsonToken.START_ARRAY) {
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken(), count++) {
                String number = next.isScalarValue() ? Printable.brief(parser.getText()) : "[...]";
                quoted |= next == JsonToken.VALUE_STRING;
                if (text.length() < LONGEST) {
                    text.append(count == 0 ? "" : ", ").append(number);
                }
                if (count < box.length) {
                    box[count] = number(number);
                }
                parser.skipChildren();
            }
        }
        written = "[" + text + "]";
        if (count != box.length) {
            box[0] = Double.NaN;
        }
    }

    private static double number(String text) {
        // Programs write more digits than there are in a double, but not more than some hundred.
        String digits = text.strip();
        Optional<BigDecimal> exact = Decimals.parse(digits);
        if (exact.isPresent()) {
            return exact.get().doubleValue();
        }
        try {
            double value = digits.length() > LONGEST || !digits.matches("-?[0-9.]+([eE][-+]?[0-9]+)?")
                    ? Double.NaN
                    : Double.parseDouble(digits);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** An id as the same text, whether it is written 7, 7.0 or "7"; empty where there is none. */
    private String id(String key) {
        String text = values.getOrDefault(key, "");
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        String known = ids.putIfAbsent(plain, plain);
        return known == null ? plain : known;
    }

    private int side(String key, String where, Findings findings) {
        double value = number(values.getOrDefault(key, "0"));
        if (value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value)) {
            return (int) value;
        }
        findings.fault(where, "\"" + key + "\" of an image must be a whole number of pixels", values.get(key), "");
        return 0;
    }

    Optional<Image> image(int line, String where, Findings findings) {
        if (!has("id", "an image", where, findings) || !has("file_name", "an image", where, findings)) {
            return Optional.empty();
        }
        return Optional.of(new Image(
                id("id"),
                values.get("file_name"),
                side("width", where, findings),
                side("height", where, findings),
                line));
    }

    Optional<Category> category(int line, String where, Findings findings) {
        if (!has("id", "a category", where, findings) || !has("name", "a category", where, findings)) {
            return Optional.empty();
        }
        return Optional.of(new Category(id("id"), values.get("name"), values.getOrDefault("supercategory", ""), line));
    }

    Optional<Annotation> annotation(int line, String where, Findings findings) {
        String what = "an annotation";
        if (!has("image_id", what, where, findings) || !has("category_id", what, where, findings)) {
            return Optional.empty();
        }
        String name = values.containsKey("id") ? "annotation " + values.get("id") : "";
        if (box == null) {
            findings.fault(where, "an annotation has no \"bbox\"", name, "export boxes, not outlines alone");
            return Optional.empty();
        }
        for (double number : box) {
            if (Double.isNaN(number)) {
                findings.fault(
                        where,
                        "\"bbox\" must be four numbers [x, y, width, height]",
                        (written + " " + (name.isEmpty() ? "" : "in " + name)).strip(),
                        "");
                return Optional.empty();
            }
        }
        if (quoted) {
            findings.note(QUOTED, name.isEmpty() ? where : where + " (" + name + ")");
        }
        double area = number(values.getOrDefault("area", "NaN"));
        String crowd = values.getOrDefault("iscrowd", "0");
        boolean isCrowd = crowd.equals("1") || crowd.equals("true");
        return Optional.of(new Annotation(
                values.getOrDefault("id", ""), id("image_id"), id("category_id"), box, area, isCrowd, line));
    }

    private boolean has(String key, String what, String where, Findings findings) {
        if (values.getOrDefault(key, "").isEmpty()) {
            String name = values.containsKey("id") ? "\"id\" " + values.get("id") : "";
            findings.fault(where, what + " has no \"" + key + "\"", name, "");
            return false;
        }
        return true;
    }
}
