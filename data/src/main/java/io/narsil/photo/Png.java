package io.narsil.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A PNG file: the chunks that pixels need, and the one that holds the orientation. Others, which may inflate to any size,
 * are passed over unread.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class Png implements Decoder {
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;
    /** In the first byte of a chunk's name: the image can be understood without it. */
    private static final int ANCILLARY = 0x20;

    private final PngForm form;
    private final boolean interlaced;
    private final List<ByteBuffer> data = new ArrayList<>();
    private int orientation = Orientation.UPRIGHT;

    /** Reads the header and finds the chunks. */
    Png(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file);
        in.position(8);
        Chunk chunk = next(in);
        if (chunk.name != IHDR || chunk.data.remaining() != 13) {
            throw BadImage.damaged("it does not begin with a header");
        }
        ByteBuffer header = chunk.data;
        byte[] palette = new byte[0];
        boolean over = false;
        while (!over && in.hasRemaining()) {
            if (!data.isEmpty() && in.remaining() < 12) {
                break; // whether pixels are missing is seen where they are read
            }
            chunk = next(in);
            switch (chunk.name) {
                case PLTE -> {
                    palette = new byte[chunk.data.remaining()];
                    chunk.data.get(palette);
                }
                case IDAT -> data.add(chunk.data);
                case EXIF -> orientation = Exif.orientation(chunk.data);
                case IEND -> over = true;
                default -> {
                    if ((chunk.name >> 24 & ANCILLARY) == 0) {
                        throw BadImage.damaged("a part of it is of an unknown kind");
                    }
                }
            }
        }
        form = PngForm.of(header, palette);
        if (header.get(10) != 0 || header.get(11) != 0 || (header.get(12) & 0xFE) != 0) {
            throw BadImage.damaged("its header asks for an unknown method");
        }
        interlaced = header.get(12) == 1;
        if (data.isEmpty()) {
            throw BadImage.cutOff();
        }
    }

    private record Chunk(int name, ByteBuffer data) {}

    /** The next chunk. Where it is needed, its checksum must be right; where it is cut off, it is as long as it is. */
    private static Chunk next(ByteBuffer in) throws IOException {
        if (in.remaining() < 8) {
            throw BadImage.cutOff();
        }
        int length = in.getInt();
        int start = in.position();
        int name = in.getInt();
        if (length < 0) {
            throw BadImage.damaged("a part of it has a negative length");
        }
        boolean whole = in.remaining() >= length + 4L;
        if (!whole && name != IDAT) {
            throw BadImage.cutOff();
        }
        int size = Math.min(length, in.remaining());
        Chunk chunk = new Chunk(name, in.slice(in.position(), size));
        in.position(in.position() + size);
        if (whole) {
            int sum = in.getInt();
            if ((name >> 24 & ANCILLARY) == 0) {
                CRC32 real = new CRC32();
                real.update(in.slice(start, length + 4));
                if ((int) real.getValue() != sum) {
                    throw BadImage.damaged("the checksum of a part is wrong");
                }
            }
        } else {
            in.position(in.limit());
        }
        return chunk;
    }

    @Override
    public int width() {
        return form.width();
    }

    @Override
    public int height() {
        return form.height();
    }

    @Override
    public int bytesPerPixel() {
        return 3;
    }

    /** Two rows with their filters. */
    @Override
    public long copies() {
        return 2L * (1 + form.rowBytes(form.width()));
    }

    @Override
    public int orientation() {
        return orientation;
    }

    @Override
    public Pixels decode() throws IOException {
        byte[] rgb = new byte[3 * form.width() * form.height()];
        try (PngRows rows = new PngRows(data, form)) {
            if (interlaced) {
                for (int pass = 0; pass < 7; pass++) {
                    pass(rows, rgb, pass);
                }
            } else {
                for (int y = 0; y < form.height(); y++) {
                    form.colours(rows.next(form.width()), form.width(), rgb, 3 * y * form.width(), 3);
                }
            }
        }
        return new Pixels(rgb, form.height(), form.width());
    }

    /** One of Adam7's passes: every pixel of a grid. */
    private void pass(PngRows rows, byte[] rgb, int pass) throws IOException {
        int x = "\0\4\0\2\0\1\0".charAt(pass);
        int y = "\0\0\4\0\2\0\1".charAt(pass);
        int across = "\10\10\4\4\2\2\1".charAt(pass);
        int down = "\10\10\10\4\4\2\2".charAt(pass);
        int width = (form.width() - x + across - 1) / across;
        if (width <= 0) {
            return;
        }
        rows.start();
        for (int row = y; row < form.height(); row += down) {
            form.colours(rows.next(width), width, rgb, 3 * (row * form.width() + x), 3 * across);
        }
    }
}
