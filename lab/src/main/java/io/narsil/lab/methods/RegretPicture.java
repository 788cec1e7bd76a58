package io.narsil.lab.methods;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Mean regret against evaluations, as an SVG picture with a logarithmic scale; bands are one standard error of the mean.
 *
 * <p>Drawn by hand: it is a few lines and bands, and must not need fonts or a display where it is made.
 */
public final class RegretPicture {
    private static final int WIDTH = 810;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int RIGHT = 240;
    private static final int TOP = 20;
    private static final int BOTTOM = 50;
    private static final String FOREMOST = "narsil";
    /** Okabe and Ito's colours (2008), which all eyes tell apart, and a few more. */
    private static final List<String> COLOURS = List.of(
            "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#000000", "#8B6D31", "#7F3C8D",
            "#666666", "#A5C400", "#F781BF");

    private final List<Outcome> outcomes;
    private final int most;
    private final double low;
    private final double high;

    private RegretPicture(List<Outcome> outcomes) {
        this.outcomes = outcomes;
        most = outcomes.get(0).regrets().get(0).size();
        double least = Double.MAX_VALUE;
        double largest = 0;
        for (Outcome outcome : outcomes) {
            for (int e = 1; e <= most; e++) {
                double mean = outcome.mean(e);
                least = mean > 0 ? Math.min(least, mean) : least;
                largest = Math.max(largest, mean);
            }
        }
        // A mean of nothing has no place on a logarithmic scale; it lies on the lower edge.
        high = Math.ceil(Math.log10(largest > 0 ? largest : 1));
        low = Math.min(high - 1, Math.floor(Math.log10(least < Double.MAX_VALUE ? least : 0.1)));
    }

    /** The picture as the text of an SVG file. */
    public static String of(List<Outcome> outcomes) {
        return new RegretPicture(outcomes).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">",
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        axes(svg);
        // The method that the others are variants of comes last, on top of those that are the same.
        IntStream.range(0, outcomes.size())
                .boxed()
                .sorted(Comparator.comparing(i -> outcomes.get(i).method().equals(FOREMOST)))
                .forEach(i -> curve(svg, outcomes.get(i), COLOURS.get(i % COLOURS.size()), i));
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int power = (int) low; power <= high; power++) {
            double y = y(Math.pow(10, power));
            add(svg, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y, WIDTH - RIGHT);
            String label =
                    power >= 0 ? Long.toString(Math.round(Math.pow(10, power))) : "0." + "0".repeat(-power - 1) + "1";
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, label);
        }
        int step = Math.max(1, (int) Math.pow(10, Math.floor(Math.log10(Math.max(1, most / 4.0)))));
        while (most / step > 8) {
            step *= 2;
        }
        for (int e = step; e <= most; e += step) {
            add(svg, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(e), HEIGHT - BOTTOM + 20, e);
        }
        add(svg, "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#333\"/>", LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT);
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">evaluations</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 8);
        add(
                svg,
                "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">mean regret of %d seeds</text>",
                (TOP + HEIGHT - BOTTOM) / 2,
                outcomes.get(0).regrets().size());
    }

    private void curve(StringBuilder svg, Outcome outcome, String colour, int place) {
        StringBuilder line = new StringBuilder();
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        double root = Math.sqrt(outcome.regrets().size());
        for (int e = 1; e <= most; e++) {
            double mean = outcome.mean(e);
            double error = outcome.spread(e) / root;
            add(line, "%s%.1f %.1f", e == 1 ? "M" : "L", x(e), y(mean));
            add(upper, "%s%.1f %.1f", e == 1 ? "M" : "L", x(e), y(mean + error));
            lower.insert(0, String.format(Locale.ROOT, "L%.1f %.1f", x(e), y(mean - error)));
        }
        add(svg, "<path d=\"%s%sZ\" fill=\"%s\" fill-opacity=\"0.12\"/>", upper, lower, colour);
        int width = outcome.method().equals(FOREMOST) ? 4 : 2;
        add(svg, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"/>", line, colour, width);
        int y = TOP + 14 + 20 * place;
        int x = WIDTH - RIGHT + 16;
        add(svg, "<path d=\"M%d %dh22\" stroke=\"%s\" stroke-width=\"3\"/>", x, y - 4, colour);
        add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", x + 30, y, outcome.method());
    }

    private double x(int evaluation) {
        return LEFT + (WIDTH - RIGHT - LEFT) * (evaluation - 1.0) / Math.max(1, most - 1);
    }

    private double y(double regret) {
        double share = regret <= 0 ? 0 : (Math.log10(regret) - low) / (high - low);
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.max(0, Math.min(1, share));
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
