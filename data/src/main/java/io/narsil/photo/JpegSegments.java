package io.narsil.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A JPEG file without all that pixels do not need: what applications put beside them (profiles, thumbnails, comments) is
 * dropped, and what colours the components are is written in the one way that no reader takes for another.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, Annex B</a>
 */
final class JpegSegments {
    /** What the components of a file are. */
    enum Colours {
        GREY,
        YCBCR,
        RGB,
        CMYK,
        YCCK
    }

    /** Photographs have some ten scans; each one more costs a pass over all pixels. */
    private static final int MOST_SCANS = 100;

    private static final byte[] JFIF = {-1, -32, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
    /** Adobe's marker with transform 0: the components are colours. */
    private static final byte[] ADOBE = {-1, -18, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};

    private static final int END = 0xD9;

    private final byte[] file;
    private final ByteArrayOutputStream kept;
    private int at = 2;
    private ByteBuffer frame;
    private boolean progressive;
    private boolean jfif;
    private int transform = -1;
    private int orientation;
    private int scans;
    private final boolean ended;

    JpegSegments(byte[] file) throws IOException {
        this.file = file;
        kept = new ByteArrayOutputStream(file.length);
        int marker = marker();
        for (; marker >= 0 && marker != END; marker = marker()) {
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                continue; // without a length
            }
            segment(marker);
        }
        ended = marker == END;
        if (frame == null || scans == 0) {
            throw BadImage.cutOff();
        }
    }

    /** The number of the next marker, wherever it is; below 0 at the end. */
    private int marker() {
        while (at + 1 < file.length) {
            int value = file[at + 1] & 0xFF;
            if (file[at] == -1 && value != 0 && value != 0xFF) {
                at += 2;
                return value;
            }
            at++;
        }
        return -1;
    }

    private void segment(int marker) throws IOException {
        if (at + 2 > file.length) {
            throw BadImage.cutOff();
        }
        int length = ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
        if (length < 2) {
            throw BadImage.damaged("a part of it has no length");
        }
        if (at + length > file.length) {
            throw BadImage.cutOff();
        }
        ByteBuffer data = ByteBuffer.wrap(file, at + 2, length - 2).slice();
        boolean start = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (start) {
            start(marker, data);
        } else if (marker == 0xE0) {
            jfif |= begins(data, "JFIF\0");
        } else if (marker == 0xE1 && orientation == 0 && begins(data, "Exif\0\0")) {
            orientation = Exif.orientation(data);
        } else if (marker == 0xEE && data.limit() >= 12 && begins(data, "Adobe")) {
            transform = data.get(11) & 0xFF;
        }
        int from = at - 2;
        at += length;
        if (marker == 0xDA) {
            scan();
        }
        boolean tables = marker == 0xC4 || marker == 0xCC || marker == 0xDB || marker == 0xDD;
        if (start || tables || marker == 0xDA) {
            kept.write(file, from, at - from);
        }
    }

    private void start(int marker, ByteBuffer data) throws IOException {
        if (frame != null) {
            throw BadImage.damaged("it has two headers");
        }
        if (data.limit() < 6 || data.limit() < 6 + 3 * (data.get(5) & 0xFF)) {
            throw BadImage.damaged("its header is too short");
        }
        if (marker > 0xC2 || data.get(0) != 8) {
            throw new BadImage(
                    "this kind of JPEG is not read (arithmetic, lossless or of more than 8 bits)",
                    "convert it to JPEG or PNG");
        }
        frame = data;
        progressive = marker == 0xC2;
    }

    /** Passes over a scan's coded data, in which a marker is followed by 0 or only restarts the decoder. */
    private void scan() throws IOException {
        if (frame == null) {
            throw BadImage.damaged("pixels come before their header");
        }
        if (++scans > MOST_SCANS) {
            throw new BadImage("the image has more than " + MOST_SCANS + " scans", "convert it to JPEG or PNG");
        }
        while (at < file.length) {
            int next = at + 1 < file.length ? file[at + 1] & 0xFF : 0;
            if (file[at] == -1 && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return;
            }
            at++;
        }
    }

    private static boolean begins(ByteBuffer data, String text) {
        if (data.limit() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (data.get(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int height() {
        return frame.getShort(1) & 0xFFFF;
    }

    int width() {
        return frame.getShort(3) & 0xFFFF;
    }

    int scans() {
        return scans;
    }

    boolean progressive() {
        return progressive;
    }

    int orientation() {
        return Math.max(orientation, Orientation.UPRIGHT);
    }

    /** What the components are, by the rules of libjpeg. */
    Colours colours() throws IOException {
        return switch (frame.get(5)) {
            case 1 -> Colours.GREY;
            case 3 -> three();
            case 4 -> transform < 0 || transform == 0 ? Colours.CMYK : Colours.YCCK;
            default -> throw BadImage.damaged("it has " + (frame.get(5) & 0xFF) + " components");
        };
    }

    private Colours three() {
        if (jfif) {
            return Colours.YCBCR;
        }
        if (transform >= 0) {
            return transform == 0 ? Colours.RGB : Colours.YCBCR;
        }
        return frame.get(6) == 'R' && frame.get(9) == 'G' && frame.get(12) == 'B' ? Colours.RGB : Colours.YCBCR;
    }

    /** The file with nothing but its pixels; four components are named colours in any case, and left as they are. */
    byte[] bare() throws IOException {
        Colours colours = colours();
        byte[] marker = colours == Colours.GREY || colours == Colours.YCBCR ? JFIF : ADOBE;
        ByteArrayOutputStream bare = new ByteArrayOutputStream(kept.size() + 24);
        bare.write(0xFF);
        bare.write(0xD8);
        bare.writeBytes(marker);
        kept.writeTo(bare);
        if (ended) {
            bare.write(0xFF);
            bare.write(END);
        }
        return bare.toByteArray();
    }
}
