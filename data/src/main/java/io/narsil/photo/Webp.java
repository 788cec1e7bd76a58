package io.narsil.photo;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A WebP file, lossy or lossless, whose pixels alone are given to the reader. Of an animation the first frame is taken,
 * on a black canvas.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>
 */
final class Webp implements Decoder {
    private static final int VP8 = 0x20385056;
    private static final int VP8L = 0x4C385056;
    private static final int VP8X = 0x58385056;
    private static final int FRAME = 0x464D4E41;
    private static final int EXIF = 0x46495845;
    /** The reader of lossless bits holds eight bytes. */
    private static final int AHEAD = 8;

    private int width;
    private int height;
    private int left;
    private int top;
    private int frameWidth;
    private int frameHeight;
    private int orientation = Orientation.UPRIGHT;
    /** The chunk of the pixels, with its name and length. */
    private ByteBuffer pixels;

    Webp(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        in.position(12);
        chunks(in, false);
        if (pixels == null) {
            throw BadImage.cutOff();
        }
        size();
        if (width == 0) {
            width = frameWidth;
            height = frameHeight;
        }
        if (left + frameWidth > width || top + frameHeight > height) {
            throw BadImage.damaged("its frame is larger than its canvas");
        }
    }

    private void chunks(ByteBuffer in, boolean inFrame) throws IOException {
        while (in.remaining() >= 8) {
            int start = in.position();
            int name = in.getInt();
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw BadImage.cutOff();
            }
            int body = in.position();
            if ((name == VP8 || name == VP8L) && pixels == null) {
                pixels = in.slice(start, 8 + length).order(ByteOrder.LITTLE_ENDIAN);
            } else if (name == VP8X && length >= 10) {
                width = 1 + (in.getInt(body + 4) & 0xFFFFFF);
                height = 1 + (in.getInt(body + 6) >>> 8);
            } else if (name == FRAME && length >= 16 && pixels == null && !inFrame) {
                left = 2 * (in.getInt(body) & 0xFFFFFF);
                top = 2 * (in.getInt(body + 2) >>> 8);
                chunks(in.slice(body + 16, length - 16).order(ByteOrder.LITTLE_ENDIAN), true);
            } else if (name == EXIF) {
                orientation = Exif.orientation(in.slice(body, length));
            }
            in.position(Math.min(in.limit(), body + length + (length & 1)));
        }
    }

    /** Reads the frame's size from the chunk of its pixels. */
    private void size() throws IOException {
        boolean lossy = pixels.getInt(0) == VP8;
        if (pixels.limit() < 8 + (lossy ? 10 : 5)) {
            throw BadImage.cutOff();
        }
        if (lossy) {
            frameWidth = pixels.getShort(14) & 0x3FFF;
            frameHeight = pixels.getShort(16) & 0x3FFF;
        } else {
            int both = pixels.getInt(9);
            frameWidth = 1 + (both & 0x3FFF);
            frameHeight = 1 + (both >>> 14 & 0x3FFF);
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** The reader's image and its planes, and the colours. */
    @Override
    public int bytesPerPixel() {
        return 24;
    }

    @Override
    public long copies() {
        return 2L * pixels.limit();
    }

    @Override
    public int orientation() {
        return orientation;
    }

    @Override
    public Pixels decode() throws IOException {
        ByteBuffer bare = ByteBuffer.allocate(12 + pixels.limit() + (pixels.limit() & 1));
        bare.order(ByteOrder.LITTLE_ENDIAN);
        bare.putInt(0x46464952).putInt(bare.limit() - 8).putInt(0x50424557).put(pixels.duplicate());
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        int ahead = pixels.getInt(0) == VP8L ? AHEAD : 0;
        try (ImageInputStream in = new EndedStream(bare.array(), ahead)) {
            reader.setInput(in, true, true);
            return new Pixels(colours(reader.read(0)), height, width);
        } finally {
            reader.dispose();
        }
    }

    private byte[] colours(BufferedImage image) {
        Raster raster = image.getRaster();
        byte[] rgb = new byte[3 * width * height];
        int[] row = new int[raster.getNumBands() * frameWidth];
        int step = raster.getNumBands();
        for (int y = 0; y < frameHeight; y++) {
            raster.getPixels(0, y, frameWidth, 1, row);
            int to = 3 * ((top + y) * width + left);
            for (int x = 0; x < frameWidth; x++, to += 3) {
                rgb[to] = (byte) row[step * x];
                rgb[to + 1] = (byte) row[step * x + 1];
                rgb[to + 2] = (byte) row[step * x + 2];
            }
        }
        return rgb;
    }
}
