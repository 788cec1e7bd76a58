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

    /**
     * What a function makes of an image. A list that knows how much memory an image takes lets go of it after that, and
     * not before; a function that keeps the image itself has to care for its memory.
     */
    default <T> T decode(int index, Use<T> use) throws IOException {
        return use.of(decode(index));
    }

    /** What is made of an image. */
    @FunctionalInterface
    interface Use<T> {
        T of(DecodedImage image) throws IOException;
    }

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
