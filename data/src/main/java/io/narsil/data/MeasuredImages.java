package io.narsil.data;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Images of a source on which a network is measured, each read as a deployed network is given it. They are numbered from 0, in the
 * order of the source.
 */
public final class MeasuredImages implements AutoCloseable {
    /** Images that are held at a time, or the little that was made of them. */
    private static final int BLOCK = 64;

    private final ImageList images;
    private final Listing listing;
    private final int[] indexes;
    private final Optional<Part> part;
    private final boolean heldOut;

    private MeasuredImages(ImageList images, Listing listing, Optional<Part> part, boolean heldOut) {
        this.images = images;
        this.listing = listing;
        this.part = part;
        this.heldOut = heldOut;
        indexes = IntStream.range(0, listing.count())
                .filter(i -> part.isEmpty() || listing.parts()[i] == part.get())
                .toArray();
    }

    /**
     * The images of one part. Where the source has no such part, they are those that a study of these images holds out for it.
     *
     * @throws UserException where there is none, or the source has faults
     */
    public static MeasuredImages of(DataSpec spec, DataSource source, Part part) {
        ImageList images = source.labelled(spec);
        boolean own = images.listing().count(part) > 0;
        // What is held out of the images to train on is none of them.
        Listing listing =
                own && part != Part.TRAIN ? images.listing() : Split.complete(images.listing(), spec.validation());
        return new MeasuredImages(images, listing, Optional.of(part), !own).some(spec);
    }

    /** All images, whatever they are for. */
    public static MeasuredImages all(DataSpec spec, DataSource source) {
        ImageList images = source.labelled(spec);
        return new MeasuredImages(images, images.listing(), Optional.empty(), false).some(spec);
    }

    /** The images to test on where the source has such, and all where it has not. */
    public static MeasuredImages usual(DataSpec spec, DataSource source) {
        ImageList images = source.labelled(spec);
        Listing listing = images.listing();
        return new MeasuredImages(
                        images,
                        listing,
                        listing.count(Part.TEST) > 0 ? Optional.of(Part.TEST) : Optional.empty(),
                        false)
                .some(spec);
    }

    private MeasuredImages some(DataSpec spec) {
        if (indexes.length == 0) {
            close();
            throw new UserException(
                    spec.name(),
                    "there is no image" + part.map(p -> " " + p.purpose()).orElse(""),
                    "another --part");
        }
        return this;
    }

    /** The part that they are; absent for all images. */
    public Optional<Part> part() {
        return part;
    }

    /** Whether the source has no such part, and these images were held out for it. */
    public boolean heldOut() {
        return heldOut;
    }

    /** The names of all classes of the source, of which some may have no image here. */
    public List<String> classes() {
        return listing.classes();
    }

    /** The class of each image. */
    public int[] labels() {
        return Arrays.stream(indexes).map(i -> listing.labels()[i]).toArray();
    }

    /** The name of an image. */
    public String name(int image) {
        return images.name(indexes[image]);
    }

    /** What a user should know of the images though it is no fault, a line each. */
    public List<String> notes() {
        return images.notes();
    }

    /** Takes what was made of each image. */
    public interface Taker<T> {
        /** Takes what was made of an image. */
        void take(int image, T made);

        /** Takes the reason why an image cannot be read. */
        void unread(int image, IOException reason);
    }

    private record Made<T>(T made, IOException reason) {}

    /**
     * Gives each image to a function, and what that makes of it to a taker, in the order of the images and in this thread.
     *
     * @param size pixels a side to which each image is scaled
     * @param channels number of channels: 3 for colour, 1 for grey
     * @param fit way in which it is made a square
     * @param use function of the values (row, column, channel), which several threads may call at a time
     */
    public <T> void forEach(int size, int channels, Fit fit, Function<byte[], T> use, Taker<T> taker) {
        for (int from = 0; from < indexes.length; from += BLOCK) {
            IntStream block = IntStream.range(from, Math.min(from + BLOCK, indexes.length));
            List<Made<T>> made = (images.inOrder() ? block : block.parallel())
                    .mapToObj(i -> made(i, size, channels, fit, use))
                    .toList();
            for (int i = 0; i < made.size(); i++) {
                Made<T> one = made.get(i);
                if (one.reason() == null) {
                    taker.take(from + i, one.made());
                } else {
                    taker.unread(from + i, one.reason());
                }
            }
        }
    }

    private <T> Made<T> made(int image, int size, int channels, Fit fit, Function<byte[], T> use) {
        try {
            return new Made<>(use.apply(pixels(image, size, channels, fit)), null);
        } catch (IOException e) {
            return new Made<>(null, e);
        }
    }

    private byte[] pixels(int image, int size, int channels, Fit fit) throws IOException {
        if (images.inOrder()) {
            // Such a source is read from its beginning on, without leaving any out.
            for (int passed = image == 0 ? 0 : indexes[image - 1] + 1; passed < indexes[image]; passed++) {
                images.decode(passed);
            }
        }
        return images.decode(indexes[image], decoded -> SingleImage.square(decoded, size, channels, fit));
    }

    @Override
    public void close() {
        images.close();
    }
}
