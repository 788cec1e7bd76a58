package io.narsil.photo;

import io.narsil.photo.JpegSegments.Colours;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A JPEG file, decoded by Java's own reader, which sees no more of it than {@link JpegSegments} keeps. */
final class Jpeg implements Decoder {
    /** So many are in order at any size; of more, only so many times the pixels. */
    private static final int FEW_SCANS = 12;

    private static final long MOST_VISITS = 2_000_000_000;

    private final JpegSegments segments;
    private final Colours colours;
    private final int length;

    Jpeg(byte[] file) throws IOException {
        segments = new JpegSegments(file);
        colours = segments.colours();
        length = file.length;
        long visits = (long) segments.scans() * segments.width() * segments.height();
        if (segments.scans() > FEW_SCANS && visits > MOST_VISITS) {
            throw new BadImage("its pixels are written in " + segments.scans() + " scans", "convert it to JPEG or PNG");
        }
    }

    @Override
    public int width() {
        return segments.width();
    }

    @Override
    public int height() {
        return segments.height();
    }

    /** The components, the colours where they are fewer, and of all scans but the last the coefficients. */
    @Override
    public int bytesPerPixel() {
        int components = colours == Colours.GREY ? 1 : colours == Colours.CMYK || colours == Colours.YCCK ? 4 : 3;
        return components + (components == 3 ? 0 : 3) + (segments.progressive() ? 2 * components : 0);
    }

    /** What is left of it without other parts, and what Java's reader keeps of that. */
    @Override
    public long copies() {
        return 2L * length;
    }

    @Override
    public int orientation() {
        return segments.orientation();
    }

    @Override
    public Pixels decode() throws IOException {
        byte[] bare = segments.bare();
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        String[] warning = new String[1];
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bare))) {
            // A truncated file only warns and comes out half grey: that is no image to learn from.
            reader.addIIOReadWarningListener((source, message) -> {
                if (message.toLowerCase(Locale.ROOT).contains("premature")) {
                    warning[0] = message;
                }
            });
            reader.setInput(in, true, true);
            byte[] rgb = colours == Colours.CMYK || colours == Colours.YCCK
                    ? FourInks.colours(bytes(reader.readRaster(0, null)), colours == Colours.YCCK)
                    : three(reader.read(0));
            if (warning[0] != null) {
                throw BadImage.cutOff();
            }
            return new Pixels(rgb, height(), width());
        } finally {
            reader.dispose();
        }
    }

    private static byte[] bytes(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    private static byte[] three(BufferedImage image) throws IOException {
        byte[] values = bytes(image.getRaster());
        switch (image.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY -> {
                byte[] rgb = new byte[3 * values.length];
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = values[i / 3];
                }
                return rgb;
            }
            case BufferedImage.TYPE_3BYTE_BGR -> {
                for (int i = 0; i < values.length; i += 3) {
                    byte blue = values[i];
                    values[i] = values[i + 2];
                    values[i + 2] = blue;
                }
                return values;
            }
            default -> throw BadImage.damaged("its colours are of an unknown kind");
        }
    }
}
