package io.narsil.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Exif's own data: a header of TIFF and a list of entries, of which only the orientation is read. */
final class Exif {
    private static final int ORIENTATION = 0x0112;

    /** "Exif". */
    private static final int NAME = 0x45786966;

    private Exif() {}

    /** The orientation, 1 to 8; upright if there is none or it is invalid. The pixels decide what is damaged. */
    static int orientation(ByteBuffer data) {
        ByteBuffer tiff = unnamed(data.slice());
        if (tiff.remaining() < 8) {
            return Orientation.UPRIGHT;
        }
        int order = tiff.getShort(0);
        if (order == 0x4949) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4D4D) {
            return Orientation.UPRIGHT;
        }
        long list = tiff.getInt(4) & 0xFFFFFFFFL;
        if (tiff.getShort(2) != 42 || list + 2 > tiff.limit()) {
            return Orientation.UPRIGHT;
        }
        int entries = tiff.getShort((int) list) & 0xFFFF;
        for (int i = 0; i < entries && list + 2 + 12L * (i + 1) <= tiff.limit(); i++) {
            int at = (int) list + 2 + 12 * i;
            if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION) {
                int value = value(tiff, at);
                return value >= 1 && value <= 8 ? value : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }

    /** The data without the name that JPEG puts in front, and some programs everywhere. */
    private static ByteBuffer unnamed(ByteBuffer data) {
        boolean named = data.limit() >= 6 && data.getInt(0) == NAME && data.getShort(4) == 0;
        return named ? data.slice(6, data.limit() - 6) : data;
    }

    /** A whole number in an entry: a byte, two or four. */
    private static int value(ByteBuffer tiff, int at) {
        return switch (tiff.getShort(at + 2)) {
            case 1 -> tiff.get(at + 8) & 0xFF;
            case 3 -> tiff.getShort(at + 8) & 0xFFFF;
            case 4 -> tiff.getInt(at + 8);
            default -> Orientation.UPRIGHT;
        };
    }
}
