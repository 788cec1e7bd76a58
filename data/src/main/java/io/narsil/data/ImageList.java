package io.narsil.data;

import java.io.IOException;
import java.util.List;

/** The images of a source: a list, and a decoder for each image. */
public interface ImageList extends AutoCloseable {
    /** What is known before any image is decoded. */
    Listing listing();

    /**
     * Decodes one image. Several threads may call at the same time, in any order and more than once for an image, unless
     * {@link #inOrder} forbids it.
     *
     * @param index number of the image in the listing
     * @throws IOException whose message says what is wrong with this image; it is named beside all others
     * @throws io.narsil.config.UserException where the whole source is unsound
     */
    DecodedImage decode(int index) throws IOException;

    /** The name of an image in messages. */
    String name(int index);

    /**
     * Whether images must be decoded by one thread, from the first to the last. A pass may begin again with the first.
     */
    default boolean inOrder() {
        return false;
    }

    /** What a user should know of these images though it is no fault, a line each. */
    default List<String> notes() {
        return List.of();
    }

    /** Closes what was opened. */
    @Override
    default void close() {}
}
