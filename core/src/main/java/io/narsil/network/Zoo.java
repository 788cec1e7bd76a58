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

    /**
     * What was published of a network's accuracy on ImageNet, in percent.
     *
     * @param top1 of the published weights
     * @param top5 of the published weights
     * @param top1InPaper as the paper says
     */
    public record Published(double top1, double top5, double top1InPaper) {}

    /** The network of that name; an {@link IllegalArgumentException} where there is none. */
    public static Network get(String name) {
        check(name);
        String file = "zoo/" + name + ".yaml";
        return NetworkFile.parse(file, text(file));
    }

    /** The published accuracy of the network of that name. */
    public static Published published(String name) {
        check(name);
        String[] row = text("zoo/published.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(name))
                .findFirst()
                .orElseThrow();
        return new Published(Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3]));
    }

    private static void check(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no network \"" + name + "\"");
        }
    }

    private static String text(String file) {
        try (InputStream in = Zoo.class.getResourceAsStream("/io/narsil/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
