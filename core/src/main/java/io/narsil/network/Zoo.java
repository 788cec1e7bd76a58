package io.narsil.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Published networks, as files in the language of {@link NetworkFile}. */
public final class Zoo {
    private static final List<String> NAMES =
            List.of("fbnetv3-a", "fbnetv3-b", "fbnetv3-c", "fbnetv3-d", "fbnetv3-e", "fbnetv3-f", "fbnetv3-g");

    private Zoo() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The network of that name; an {@link IllegalArgumentException} where there is none. */
    public static Network get(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no network \"" + name + "\"");
        }
        String file = "zoo/" + name + ".yaml";
        try (InputStream in = Zoo.class.getResourceAsStream("/io/narsil/" + file)) {
            return NetworkFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
