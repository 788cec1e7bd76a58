package io.narsil.picture;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;

/**
 * Letters in a picture. Java draws them with the system's fonts: where a system has none, as small containers do, there are no letters,
 * and boxes are told by their colours.
 */
final class Lettering {
    private static final int MARGIN = 3;

    private final Graphics2D graphics;
    /** Null where the system has no fonts. */
    private final FontMetrics metrics;

    private Lettering(Graphics2D graphics, FontMetrics metrics) {
        this.graphics = graphics;
        this.metrics = metrics;
    }

    /** Letters of a height in pixels. */
    static Lettering of(Graphics2D graphics, int size) {
        try {
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
            FontMetrics metrics = graphics.getFontMetrics();
            metrics.stringWidth("a");
            return new Lettering(graphics, metrics);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Which of them it is depends on what is missing: the configuration of fonts, all fonts, or the library
            // that reads them.
            return new Lettering(graphics, null);
        }
    }

    /** The width of a text with its margins. */
    int width(String text) {
        return metrics == null ? 0 : metrics.stringWidth(text) + 2 * MARGIN;
    }

    /** The height of a line; 0 where there are no letters. */
    int height() {
        return metrics == null ? 0 : metrics.getHeight();
    }

    /** Writes a text whose upper left corner is given. */
    void write(String text, float left, float top) {
        graphics.drawString(text, left + MARGIN, top + metrics.getAscent());
    }
}
