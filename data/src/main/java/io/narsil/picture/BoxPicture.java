package io.narsil.picture;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.data.DecodedImage;
import io.narsil.files.WholeFile;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A photo with the boxes that were found in it, each in the colour of its class, with name and score.
 *
 * @param classes names of the classes, in the order of the labels
 */
public record BoxPicture(List<String> classes) {
    /** A photo whose longer side is less is shown larger, so that there is room for letters. */
    private static final int READABLE = 640;

    private static final int LARGEST_FACTOR = 8;

    /** Keeps a copy. */
    public BoxPicture {
        classes = List.copyOf(classes);
    }

    /** Writes the picture as PNG, whole or not at all. */
    public void write(Path file, DecodedImage photo, List<FoundBox> found) {
        BufferedImage picture = of(photo, found);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WholeFile.write(file, bytes::writeTo);
    }

    /**
     * The picture.
     *
     * @param photo photo in three channels
     * @param found boxes in its pixels; those that come first lie on top
     */
    public BufferedImage of(DecodedImage photo, List<FoundBox> found) {
        int factor =
                Math.max(1, Math.min(LARGEST_FACTOR, READABLE / Math.max(1, Math.max(photo.height(), photo.width()))));
        BufferedImage picture =
                new BufferedImage(photo.width() * factor, photo.height() * factor, BufferedImage.TYPE_INT_RGB);
        copy(photo, picture, factor);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            // Lines where the numbers say, and not at the nearest middles of pixels.
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            draw(graphics, picture, factor, found);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    private static void copy(DecodedImage photo, BufferedImage picture, int factor) {
        byte[] pixels = photo.pixels();
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < row.length; x++) {
                int at = 3 * (y / factor * photo.width() + x / factor);
                row[x] = (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | (pixels[at + 2] & 0xFF);
            }
            picture.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    private void draw(Graphics2D graphics, BufferedImage picture, int factor, List<FoundBox> found) {
        int longer = Math.max(picture.getWidth(), picture.getHeight());
        float line = Math.max(2, longer / 400);
        Lettering letters = Lettering.of(graphics, Math.max(12, longer / 55));
        graphics.setStroke(new BasicStroke(line));
        for (int i = found.size() - 1; i >= 0; i--) {
            Box box = found.get(i).box();
            graphics.setColor(ClassColours.of(found.get(i).label(), classes.size()));
            // The line lies inside, so that a box as large as the photo is seen.
            graphics.draw(new Rectangle2D.Double(
                    box.left() * factor + line / 2,
                    box.top() * factor + line / 2,
                    Math.max(0, box.width() * factor - line),
                    Math.max(0, box.height() * factor - line)));
        }
        // Letters lie over all lines.
        for (int i = found.size() - 1; i >= 0; i--) {
            label(graphics, letters, picture, found.get(i), factor);
        }
    }

    private void label(Graphics2D graphics, Lettering letters, BufferedImage picture, FoundBox box, int factor) {
        String text = String.format(Locale.ROOT, "%s %.0f", classes.get(box.label()), 100 * box.score());
        int width = letters.width(text);
        int height = letters.height();
        if (height == 0) {
            return;
        }
        double left = Math.max(0, Math.min(box.box().left() * factor, picture.getWidth() - width));
        double above = box.box().top() * factor - height;
        double top = above >= 0 ? above : Math.min(box.box().top() * factor, picture.getHeight() - height);
        Color colour = ClassColours.of(box.label(), classes.size());
        graphics.setComposite(AlphaComposite.SrcOver.derive(0.85f));
        graphics.setColor(colour);
        graphics.fill(new Rectangle2D.Double(left, top, width, height));
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setColor(ClassColours.on(colour));
        letters.write(text, (float) left, (float) top);
    }
}
