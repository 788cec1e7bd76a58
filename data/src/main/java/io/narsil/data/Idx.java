package io.narsil.data;

import io.narsil.config.UserException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** The IDX format of the MNIST family: big-endian sizes, then bytes; gzipped or not. */
final class Idx {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    private Idx() {}

    /** Square grey images with their labels. */
    static ImageSet images(InputStream images, InputStream labels, String name) throws IOException {
        DataInputStream in = open(images, IMAGES, name);
        int count = in.readInt();
        int height = in.readInt();
        int width = in.readInt();
        if (height != width || height < 1 || count < 1 || (long) count * height * width > Integer.MAX_VALUE) {
            throw broken(name, count + " images of " + height + "x" + width + " cannot be used");
        }
        byte[] pixels = bytes(in, count * height * width, name);
        DataInputStream classes = open(labels, LABELS, name);
        int labelCount = classes.readInt();
        if (labelCount != count) {
            throw broken(name, "there are " + count + " images but " + labelCount + " labels");
        }
        byte[] raw = bytes(classes, count, name);
        int[] wide = new int[count];
        for (int i = 0; i < count; i++) {
            wide[i] = raw[i] & 0xFF;
        }
        return new ImageSet(ByteBuffer.wrap(pixels), wide, 1, height);
    }

    private static DataInputStream open(InputStream raw, int magic, String name) throws IOException {
        PushbackInputStream peek = new PushbackInputStream(raw, 2);
        byte[] start = peek.readNBytes(2);
        peek.unread(start);
        boolean zipped = start.length == 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B;
        DataInputStream in = new DataInputStream(zipped ? new GZIPInputStream(peek) : peek);
        try {
            int found = in.readInt();
            if (found != magic) {
                throw broken(name, String.format("the file starts with %08x, not %08x", found, magic));
            }
        } catch (EOFException e) {
            throw broken(name, "the file is empty");
        }
        return in;
    }

    private static byte[] bytes(InputStream in, int count, String name) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw broken(name, "the file ends after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private static UserException broken(String name, String what) {
        return new UserException(name, "this is not a sound IDX file: " + what, "it was cut off");
    }
}
