package io.narsil.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Published networks, as files in the language of {@link NetworkFile}. */
public final class Zoo {
    private static final List<String> NAMES = text("zoo/published.csv")
            .lines()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();

    private Zoo() {}

    /** The names of all networks, family by family. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The published accuracy of a network on ImageNet, in percent.
     *
     * @param top1 accuracy of the published weights; NaN where none were published with it
     * @param top5 accuracy of the published weights by their five best guesses; NaN where none were published with it
     * @param top1InPaper accuracy that the paper states; NaN where it states none
     * @param source origin of the published weights, and the paper
     */
    public record Published(double top1, double top5, double top1InPaper, String source) {}

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
        return new Published(number(row[1]), number(row[2]), number(row[3]), row[4]);
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
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
