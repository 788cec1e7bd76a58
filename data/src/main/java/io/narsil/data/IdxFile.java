package io.narsil.data;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/**
 * The images and labels of one part in the IDX format of the MNIST family: big-endian sizes, then bytes; gzipped or
 * not. Images are read one after the other, since a gzipped file has no random access.
 */
final class IdxFile {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    /** A stream that can be opened any number of times. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opener images;
    private final Part part;
    private final int[] labels;
    private int size;

    private DataInputStream in;
    private int next;

    /** @param name path of the images, for messages */
    IdxFile(String name, Opener images, Opener labels, Part part) {
        this.name = name;
        this.images = images;
        this.part = part;
        try {
            int count = begin();
            this.labels = labels(labels, count);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Part part() {
        return part;
    }

    int[] labels() {
        return labels;
    }

    /** Pixels a side. */
    int size() {
        return size;
    }

    String name() {
        return name;
    }

    /** Reads an image. All images before it must have been read, unless it is the first. */
    DecodedImage read(int index) {
        try {
            if (index == 0 && next > 0) {
                begin();
            }
            if (index != next) {
                throw new IllegalStateException("image " + index + " was asked for after " + (next - 1));
            }
            next++;
            byte[] pixels = in.readNBytes(size * size);
            if (pixels.length < size * size) {
                throw broken("the file ends in image " + (index + 1) + " of " + labels.length);
            }
            return new DecodedImage(pixels, size, size, 1);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    void close() {
        try {
            in.close();
        } catch (IOException e) {
            return; // it was only read
        }
    }

    /** Goes to the first image and returns the number of images. */
    private int begin() throws IOException {
        if (in != null) {
            in.close();
        }
        in = open(images, IMAGES);
        next = 0;
        int count = in.readInt();
        int height = in.readInt();
        int width = in.readInt();
        if (height != width || height < 1 || count < 1 || (long) height * width > Integer.MAX_VALUE - 8) {
            throw broken(count + " images of " + height + "x" + width + " cannot be used");
        }
        size = height;
        return count;
    }

    private int[] labels(Opener opener, int count) throws IOException {
        try (DataInputStream classes = open(opener, LABELS)) {
            int found = classes.readInt();
            if (found != count) {
                throw broken("there are " + count + " images but " + found + " labels");
            }
            byte[] raw = classes.readNBytes(count);
            if (raw.length < count) {
                throw broken("the file of labels ends after " + raw.length + " of " + count + " bytes");
            }
            int[] wide = new int[count];
            for (int i = 0; i < count; i++) {
                wide[i] = raw[i] & 0xFF;
            }
            return wide;
        }
    }

    private DataInputStream open(Opener opener, int magic) throws IOException {
        PushbackInputStream peek = new PushbackInputStream(new BufferedInputStream(opener.open()), 2);
        byte[] start = peek.readNBytes(2);
        peek.unread(start);
        boolean zipped = start.length == 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B;
        DataInputStream opened =
                new DataInputStream(zipped ? new BufferedInputStream(new GZIPInputStream(peek, 1 << 16)) : peek);
        try {
            int found = opened.readInt();
            if (found != magic) {
                throw broken(String.format("the file starts with %08x, not %08x", found, magic));
            }
        } catch (EOFException e) {
            throw broken("the file is empty");
        }
        return opened;
    }

    private UserException broken(String what) {
        return new UserException(name, "this is not a sound IDX file: " + what, "it was cut off");
    }

    private UserException unreadable(IOException e) {
        return Unreadable.of(name, e);
    }
}
