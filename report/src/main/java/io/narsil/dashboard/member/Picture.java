package io.narsil.dashboard.member;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A picture that a page asks for by itself.
 *
 * @param type media type
 * @param bytes content of the file
 */
public record Picture(String type, byte[] bytes) {
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_PHOTO = 1 << 20;
    private static final int MOST_SIDE = 512;
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452; // "IHDR", the first part of each PNG
    private static final int HEADER_AT = 12;
    private static final int START = 24;

    /** A small PNG in Base64; nothing where it is none, or so large that a browser would have to work for it. */
    static Optional<Picture> png(String base64) {
        if (base64 == null || base64.length() > 2 * MOST_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            ByteBuffer start = ByteBuffer.wrap(bytes);
            boolean small = bytes.length >= START
                    && bytes.length <= MOST_BYTES
                    && start.getLong(0) == SIGNATURE
                    && start.getInt(HEADER_AT) == HEADER
                    && side(start.getInt(HEADER_AT + 4))
                    && side(start.getInt(HEADER_AT + 8));
            return small ? Optional.of(new Picture("image/png", bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // It is no Base64.
            return Optional.empty();
        }
    }

    /** A photo that was drawn here; nothing where it is too large for a page that shows some of them. */
    static Optional<Picture> jpeg(byte[] photo) {
        return photo.length <= MOST_PHOTO ? Optional.of(new Picture("image/jpeg", photo)) : Optional.empty();
    }

    private static boolean side(int pixels) {
        return pixels > 0 && pixels <= MOST_SIDE;
    }
}
