package io.narsil.annotations;

import io.narsil.config.Decimals;
import io.narsil.config.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One file of Pascal VOC. What an XML file may ask of its reader beside the values in it (a DTD, entities of its own, other files)
 * is refused, and its size and depth have limits.
 */
final class VocFile {
    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 20;
    private static final String ROOT = "/annotation";
    private static final String OBJECT = ROOT + "/object";
    private static final String BOX = OBJECT + "/bndbox";

    /** What one file says. */
    record Annotation(String filename, int width, int height, List<Mark> marks) {}

    private final Path file;
    private final Findings findings;
    private final ClassList classes;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> object = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private int objectLine;

    private VocFile(Path file, Findings findings, ClassList classes) {
        this.file = file;
        this.findings = findings;
        this.classes = classes;
    }

    /** What a file says; nothing where it cannot be read, which is a fault, or is no annotation, which is noted. */
    static Optional<Annotation> read(Path file, String name, Findings findings, ClassList classes) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            findings.fault(file.toString(), Unreadable.file(e), "", "");
            return Optional.empty();
        }
        if (bytes.length > LARGEST) {
            findings.fault(file.toString(), "the file has more than the 4 MiB that are read", "", "");
            return Optional.empty();
        }
        return new VocFile(file, findings, classes).parse(bytes, name);
    }

    private Optional<Annotation> parse(byte[] bytes, String name) {
        try {
            XMLStreamReader in = factory().createXMLStreamReader(new StringReader(XmlText.of(bytes)));
            if (!elements(in)) {
                findings.note("XML files that are not of Pascal VOC are not read", name);
                return Optional.empty();
            }
            int width = size("width");
            int height = size("height");
            return Optional.of(new Annotation(values.getOrDefault(ROOT + "/filename", ""), width, height, marks));
        } catch (CharacterCodingException e) {
            findings.fault(
                    file.toString(),
                    "the file has bytes that are no letters in the encoding that it says, or in UTF-8 where it says"
                            + " none",
                    "",
                    "save it as UTF-8");
        } catch (Refused e) {
            findings.fault(file + ":" + e.line, e.getMessage(), "", "export it once more, as Pascal VOC");
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            String message = String.valueOf(e.getMessage());
            String how = message.substring(message.indexOf("Message: ") + 1).replaceFirst("^essage: ", "");
            findings.fault(file + ":" + line, "this is not XML", how.strip().replaceAll("\\.$", ""), "it is cut off");
        } catch (RuntimeException e) {
            // Java's own reader meets some damage with exceptions of any kind.
            findings.fault(file.toString(), "this is not XML", "", "it is cut off");
        }
        return Optional.empty();
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int line;

        Refused(String message, int line) {
            super(message);
            this.line = line;
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** Reads all elements; false where the outermost one is not that of an annotation. */
    private boolean elements(XMLStreamReader in) throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        path.push("");
        StringBuilder text = new StringBuilder();
        while (in.hasNext()) {
            int line = Math.max(1, in.getLocation().getLineNumber());
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() > DEEPEST) {
                        throw new Refused("the file is nested more than " + DEEPEST + " elements deep", line);
                    }
                    path.push(path.peek() + "/" + in.getLocalName());
                    if (path.size() == 2 && !path.peek().equals(ROOT)) {
                        return false;
                    }
                    start(path.peek(), in.getLocation().getLineNumber());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(in.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    end(path.pop(), text.toString().strip(), line);
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD ->
                    throw new Refused("the file has a DTD (\"<!DOCTYPE\"), which is not read", line);
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Refused("the file has an entity of its own, which is not read", line);
                default -> {
                    // Comments and the like say nothing of boxes.
                }
            }
        }
        return true;
    }

    private void start(String path, int line) {
        if (path.equals(OBJECT)) {
            object.clear();
            objectLine = line;
        }
    }

    private void end(String path, String text, int line) {
        if (path.equals(OBJECT)) {
            object();
        } else if (path.startsWith(OBJECT + "/")) {
            once(object, path, text, line);
        } else if (!path.equals(ROOT)) {
            once(values, path, text, line);
        }
    }

    /** Values of which there must be one; of others (poses, points of outlines) there may be any number. */
    private void once(Map<String, String> all, String path, String text, int line) {
        String before = all.put(path, text);
        if (before != null
                && (path.startsWith(BOX) || path.equals(OBJECT + "/name") || path.equals(ROOT + "/filename"))) {
            findings.fault(
                    file + ":" + line,
                    "<" + path.substring(path.lastIndexOf('/') + 1) + "> stands there twice",
                    "",
                    "a line is missing that ends an <object>");
        }
    }

    private void object() {
        String where = file + ":" + objectLine;
        String name = object.getOrDefault(OBJECT + "/name", "");
        if (name.isEmpty()) {
            findings.fault(where, "this object has no <name>, which is its class", "", "");
            return;
        }
        OptionalInt label = classes.add(name, where);
        double[] box = new double[4];
        String[] keys = {"xmin", "ymin", "xmax", "ymax"};
        for (int i = 0; i < keys.length; i++) {
            String text = object.get(BOX + "/" + keys[i]);
            if (text == null) {
                findings.fault(
                        where,
                        "this object has no <" + keys[i] + "> in a <bndbox>",
                        name,
                        "export boxes, not outlines");
                return;
            }
            Optional<BigDecimal> number = Decimals.parse(text);
            if (number.isEmpty()) {
                findings.fault(where, "<" + keys[i] + "> must be a number of pixels", "\"" + text + "\"", "");
                return;
            }
            box[i] = number.get().doubleValue();
        }
        boolean difficult = difficult(where);
        if (label.isPresent()) {
            marks.add(new Mark(
                    label.getAsInt(), box[0], box[1], box[2], box[3], Double.NaN, false, difficult, objectLine, ""));
        }
    }

    private boolean difficult(String where) {
        String text = object.getOrDefault(OBJECT + "/difficult", "");
        return switch (text) {
            case "", "0", "false", "False" -> false;
            case "1", "true", "True" -> true;
            default -> {
                findings.fault(where, "<difficult> must be 0 or 1", "\"" + text + "\"", "");
                yield false;
            }
        };
    }

    private int size(String side) {
        String text = values.getOrDefault(ROOT + "/size/" + side, "0");
        Optional<BigDecimal> number = Decimals.parse(text.isEmpty() ? "0" : text);
        boolean whole = number.isPresent()
                && number.get().signum() >= 0
                && number.get().scale() <= 0
                && number.get().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        if (!whole) {
            findings.fault(
                    file.toString(),
                    "<" + side + "> in <size> must be a whole number of pixels",
                    "\"" + text + "\"",
                    "");
        }
        return whole ? number.get().intValue() : 0;
    }
}
