package io.narsil.dashboard.member;

import io.narsil.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page shows of some files.
 *
 * @param json values in one line of JSON
 * @param pictures pictures by their numbers on the page, some of which there need not be
 * @param from files of which this is made
 * @param stamp text that is another one whenever these files are
 */
public record Shown(String json, List<Optional<Picture>> pictures, List<Path> from, String stamp) {
    /** A page is read at once. */
    private static final int MOST_BYTES = 4 << 20;

    /**
     * Makes it.
     *
     * @param values values; where they are too large for a page a sentence says so in their place
     * @param stamp stamp of the files before they were read
     */
    static Shown of(Map<String, Object> values, List<Optional<Picture>> pictures, List<Path> from, String stamp) {
        String json = Json.line(values);
        if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            Map<String, Object> less = new LinkedHashMap<>();
            less.put("finished", true);
            less.put(
                    "problems",
                    List.of("There is more to show than fits on a page. Maybe \"narsil report\" shows it."));
            return new Shown(Json.line(less), List.of(), from, stamp);
        }
        return new Shown(json, List.copyOf(pictures), List.copyOf(from), stamp);
    }

    /** The bytes of an answer. */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    boolean fresh() {
        return stamp(from).equals(stamp);
    }

    /** A text that is another one whenever one of the files is. */
    static String stamp(List<Path> files) {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            try {
                BasicFileAttributes now =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                all.append(now.lastModifiedTime())
                        .append(' ')
                        .append(now.size())
                        .append(' ')
                        .append(now.isRegularFile());
            } catch (IOException e) {
                all.append("none");
            }
            all.append('\n');
        }
        return all.toString();
    }
}
