package io.narsil.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * Reads YAML into a tree that knows its lines.
 *
 * <p>Size and depth of a file are bounded. A file cannot make objects of arbitrary classes: the result holds only plain
 * text, lists and mappings.
 */
public final class ConfigFile {
    private static final int LARGEST = 1 << 20;

    private ConfigFile() {}

    /** The root of the file's tree. Faults that are found later, while the tree is read, go to {@code problems}. */
    public static ConfigNode read(Path file, Problems problems) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new UserException(name, "this is a folder, not a file", "name the YAML file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // A pipe or a device does not say how much it has.
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UserException(name, "the file has more than the 1 MiB that is read", "");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(name, text, problems);
        } catch (CharacterCodingException e) {
            throw new UserException(name, "the file is not UTF-8 text", "it is not a YAML file");
        } catch (IOException e) {
            throw Unreadable.of(name, e);
        }
    }

    /**
     * Like {@link #read}, but from plain data: mappings with texts as keys, lists, texts, numbers and truth values.
     * There are no lines, so a fault is reported under {@code name} alone.
     */
    public static ConfigNode tree(String name, Object plain, Problems problems) {
        Node root = new StandardRepresenter(DumpSettings.builder().build()).represent(plain);
        return ConfigNode.root(root, name, problems);
    }

    /** Like {@link #read}, but from a text, whose faults are reported under {@code name}. */
    public static ConfigNode parse(String name, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new UserException(name, "the file is empty", ""));
            return ConfigNode.root(root, name, problems);
        } catch (MarkedYamlEngineException e) {
            String where =
                    e.getProblemMark().map(m -> name + ":" + (m.getLine() + 1)).orElse(name);
            throw new UserException(where, "this is not YAML: " + e.getProblem(), "look at the indentation");
        } catch (ReaderException e) {
            throw forbidden(name, text, e);
        } catch (YamlEngineException | IllegalArgumentException e) {
            // Of a tag that is none, the parser says so with an exception of no kind of its own.
            throw new UserException(
                    name, "this is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\.$", ""), "");
        } catch (StackOverflowError e) {
            throw new UserException(name, "this is nested too deeply", "");
        }
    }

    /** The message of a character that the parser refuses, which it says by the number of those before it. */
    private static UserException forbidden(String name, String text, ReaderException e) {
        int character = e.getCodePoint();
        long line =
                text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
        return new UserException(
                name + ":" + (line + 1),
                String.format(
                        Locale.ROOT, "this is not YAML: it has the character U+%04X, which cannot be seen", character),
                "remove it, or save the file as UTF-8 text");
    }
}
