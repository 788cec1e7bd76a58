package io.narsil.data;

import io.narsil.photo.BadImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decodes all images of a source into a file, each to its place, and notes the faults of each image. */
final class Pass {
    /** An image of another size than the rest. */
    record Misfit(int place, int height, int width) {}

    private final ImageList images;
    private final Listing listing;
    private final int[] order;
    private final PreparedLayout layout;
    private final Statistics statistics;
    /** The fault of the image at each place; null where there is none. */
    private final String[] faults;

    /** The places of images that may be sound, and that this machine has no memory for. */
    private final boolean[] tooLarge;

    private final Sides sides;
    private final Copies copies;

    /** Whether an image of another size ends the pass. */
    private final boolean ends;

    private volatile Misfit misfit;
    private volatile boolean foundColour;

    /**
     * A pass over all images.
     *
     * @param order image at each place of the file
     * @param ends truth of an image of another size than the rest making the pass useless
     */
    Pass(ImageList images, Listing listing, int[] order, PreparedLayout layout, boolean ends) {
        this.ends = ends;
        this.images = images;
        this.listing = listing;
        this.order = order;
        this.layout = layout;
        statistics = new Statistics(layout.frame().channels());
        faults = new String[order.length];
        tooLarge = new boolean[order.length];
        sides = new Sides(order.length);
        copies = new Copies(order.length);
    }

    /** Decodes and writes all images. The bytes depend on the images alone, not on the timing of threads. */
    void run(FileChannel channel) throws IOException {
        try {
            if (images.inOrder()) {
                int[] places = new int[order.length];
                IntStream.range(0, order.length).forEach(place -> places[order[place]] = place);
                IntStream.range(0, order.length).forEach(index -> place(channel, places[index]));
            } else {
                IntStream.range(0, order.length).parallel().forEach(place -> place(channel, place));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void place(FileChannel channel, int place) {
        if (foundColour || (ends && misfit != null)) {
            return; // all of it is done again
        }
        byte[] values;
        try {
            values = values(place);
        } catch (IOException e) {
            faults[place] = BadImage.words(e);
            tooLarge[place] = e instanceof BadImage bad && bad.ofThisMachine();
            return;
        }
        if (values.length == 0) {
            return;
        }
        copies.add(place, values);
        if (listing.parts()[order[place]] == Part.TRAIN) {
            statistics.add(values);
        }
        try {
            // Written, not mapped: a full disk is then an exception and not the end of the process.
            write(channel, ByteBuffer.wrap(values), layout.at(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of an image in the common form; empty if the image does not fit. */
    private byte[] values(int place) throws IOException {
        return images.decode(order[place], image -> values(place, image));
    }

    private byte[] values(int place, DecodedImage image) throws IOException {
        Frame frame = layout.frame();
        sides.add(place, image.height(), image.width());
        if (!frame.takes(image)) {
            note(new Misfit(place, image.height(), image.width()));
            return new byte[0];
        }
        byte[] pixels = frame.sized(image);
        boolean guessed = listing.channels().isEmpty() && frame.channels() == 1;
        if (guessed && image.channels() == 3 && !Frame.grey(pixels)) {
            foundColour = true;
            return new byte[0];
        }
        return frame.channelled(pixels, image.channels());
    }

    /** Writes all of a buffer at a place. */
    static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
    }

    /** Whether an image has colours where grey ones were expected. Then all other results of the pass are useless. */
    boolean foundColour() {
        return foundColour;
    }

    private synchronized void note(Misfit found) {
        if (misfit == null || found.place() < misfit.place()) {
            misfit = found;
        }
    }

    /** The first image of another size than the rest. */
    synchronized Optional<Misfit> misfit() {
        return Optional.ofNullable(misfit);
    }

    /** The sizes of the images as they were found. */
    Sides sides() {
        return sides;
    }

    /** The images that are equal to others. */
    Copies copies() {
        return copies;
    }

    /** Whether the image at a place has a fault that is this machine's, which must not decide what is left out. */
    boolean tooLarge(int place) {
        return tooLarge[place];
    }

    /** The fault of the image at a place; null if there is none. */
    String fault(int place) {
        return faults[place];
    }

    Statistics statistics() {
        return statistics;
    }

    PreparedLayout layout() {
        return layout;
    }
}
