package io.narsil.data;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.DiskSpace;
import io.narsil.files.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Writes the images of a source to a prepared file. Everything that can be checked before decoding is checked first.
 * Then images are decoded one by one, and each is written to its place and not kept in memory.
 */
final class Preparation {
    /** A larger size is seldom worth its time. */
    private static final int LARGEST_ADVISED = 224;

    private final DataSpec spec;
    /** The name of the data in messages. */
    private final String where;

    private final ImageList images;
    private final Listing listing;
    /** The image at each place of the file: part by part. */
    private final int[] order;

    /** Whether images that are no squares of one size end the work, since they are to be scaled. */
    private final boolean ends;

    private final List<String> notes = new ArrayList<>();

    /** The first image that can be decoded; needed if the listing does not give size and channels. */
    private record First(int place, int height, Frame frame) {}

    private Preparation(DataSpec spec, ImageList images, boolean ends) {
        this.spec = spec;
        this.ends = ends;
        this.where = spec.path().map(Path::toString).orElse(spec.name());
        this.images = images;
        listing = Split.complete(images.listing(), spec.validation());
        ClassNames.check(where, listing.classes());
        notes.addAll(images.notes());
        order = Split.byPart(listing);
    }

    /**
     * Writes the file whole; a {@link UserException} names all faults of the images at once.
     *
     * @param otherwise pixels a side to which images are scaled that keep their own size and are not squares of one
     * @return what a user should know of the images, a line each
     */
    static List<String> write(Path file, DataSpec spec, ImageList images, OptionalInt otherwise) {
        boolean may = otherwise.isPresent() && spec.resolution().isEmpty();
        try {
            return new Preparation(spec, images, may).written(file);
        } catch (SeveralSizes e) {
            int side = otherwise.getAsInt();
            List<String> notes = new ArrayList<>();
            notes.add("the images are not squares of one size, so each is scaled to the " + side + "x" + side
                    + " pixels that the network takes");
            notes.addAll(new Preparation(spec.resolved(side), images, false).written(file));
            return List.copyOf(notes);
        }
    }

    /** Images that keep their own size are not squares of one. */
    private static final class SeveralSizes extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private List<String> written(Path file) {
        write(file);
        return List.copyOf(notes);
    }

    private void write(Path file) {
        WholeFile.removePartial(file);
        checkParts(IntStream.range(0, order.length).toArray());
        Optional<First> first = isKnown() ? Optional.empty() : first();
        Frame frame = frame(first);
        PreparedLayout layout = layout(file, frame);
        WholeFile.fill(file, channel -> {
            Pass pass = pass(layout, channel);
            if (pass.foundColour()) {
                // The first image was grey and another is not: all get three channels.
                channel.truncate(0);
                pass = pass(layout(file, frame(frame.size(), 3)), channel);
            }
            check(pass, first);
            finish(channel, pass);
        });
    }

    private Pass pass(PreparedLayout layout, FileChannel channel) throws IOException {
        Pass pass = new Pass(images, listing, order, layout, ends);
        pass.run(channel);
        if (ends && pass.misfit().isPresent()) {
            throw new SeveralSizes();
        }
        return pass;
    }

    private boolean isKnown() {
        return listing.channels().isPresent()
                && (listing.size().isPresent() || spec.resolution().isPresent());
    }

    private Optional<First> first() {
        for (int place = 0; place < order.length; place++) {
            try {
                int at = place;
                return Optional.of(images.decode(order[at], image -> {
                    if (ends && image.height() != image.width()) {
                        // Before room is asked for: at their own size they may need far more than scaled.
                        throw new SeveralSizes();
                    }
                    return new First(at, image.height(), frame(image));
                }));
            } catch (IOException e) {
                // named with all others when all are decoded
            }
        }
        return Optional.empty();
    }

    /** The form of all images: from the listing, or else from the first image; any form if there is no image. */
    private Frame frame(Optional<First> first) {
        return first.map(First::frame)
                .orElseGet(() -> frame(known().orElse(1), listing.channels().orElse(1)));
    }

    /** The size of all images where it is known before any is decoded. */
    private Optional<Integer> known() {
        return spec.resolution().or(() -> listing.size().stream().boxed().findFirst());
    }

    private Frame frame(DecodedImage image) throws IOException {
        int size = known().orElse(Math.min(image.height(), image.width()));
        if (listing.channels().isPresent()) {
            return frame(size, listing.channels().getAsInt());
        }
        Frame frame = frame(size, image.channels());
        boolean grey = image.channels() == 3 && frame.takes(image) && Frame.grey(frame.sized(image));
        return grey ? frame(size, 1) : frame;
    }

    private Frame frame(int size, int channels) {
        return Frame.of(where, size, channels, spec.resolution().isPresent(), spec.fit());
    }

    /** The layout of the file; a {@link UserException} if the disk has no room for it. */
    private PreparedLayout layout(Path file, Frame frame) {
        int[] counts = Arrays.stream(Part.values()).mapToInt(listing::count).toArray();
        PreparedLayout layout = PreparedLayout.of(spec.name(), listing.classes(), frame, counts);
        DiskSpace.need(
                file,
                layout.at(order.length),
                order.length + " decoded images of " + frame.channels() + "x" + frame.size() + "x" + frame.size(),
                "free some space, " + spec.origin().smaller() + ", or choose a folder on another disk");
        return layout;
    }

    private void check(Pass pass, Optional<First> first) {
        FileFaults faults = new FileFaults();
        Noted noted = new Noted();
        // By name, as people look for them, and not in the order of the file.
        List<Integer> broken = IntStream.range(0, order.length)
                .filter(place -> pass.fault(place) != null)
                .boxed()
                .sorted(Comparator.comparing(place -> images.name(order[place])))
                .toList();
        for (int place : broken) {
            String fault = pass.fault(place);
            if (pass.tooLarge(place)) {
                // Left out, it would be missing on this machine and there on another.
                faults.add(images.name(order[place]), fault, "");
            } else if (spec.skipBroken()) {
                noted.add("files that are left out, since they cannot be read", name(place) + " (" + fault + ")");
            } else {
                faults.add(images.name(order[place]), fault, spec.origin().skip());
            }
        }
        pass.misfit()
                .ifPresent(m -> faults.add(
                        images.name(order[m.place()]),
                        misfit(m, first),
                        spec.origin().resolution(Math.min(pass.sides().medianShorter(), LARGEST_ADVISED))));
        Problems problems = new Problems();
        faults.addTo(problems);
        problems.throwIfAny();
        pass.copies().note(listing, order, this::name, noted);
        notes.addAll(noted.lines());
        notes.addAll(pass.sides().notes(spec));
    }

    /** The name of an image in notes: without the folder that all have in common. */
    private String name(int place) {
        String name = images.name(order[place]);
        return name.startsWith(where + File.separator) ? name.substring(where.length() + 1) : name;
    }

    private String misfit(Pass.Misfit found, Optional<First> first) {
        if (found.height() != found.width()) {
            return "the image is not square";
        }
        return "the image has " + found.height() + " pixels a side but "
                + first.map(f -> images.name(order[f.place()]) + " has " + f.height())
                        .orElse("must have " + listing.size().orElse(0));
    }

    /** Closes the gaps left by broken images, and writes the header and the labels. */
    private void finish(FileChannel channel, Pass pass) throws IOException {
        int[] kept = IntStream.range(0, order.length)
                .filter(place -> pass.fault(place) == null)
                .toArray();
        List<int[]> labels = checkParts(kept);
        if (kept.length < order.length) {
            // Those of the images to train on come first.
            checkClasses(labels.get(0));
        }
        PreparedLayout layout = pass.layout();
        byte[] image = new byte[layout.frame().imageBytes()];
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] != i) {
                read(channel, ByteBuffer.wrap(image), layout.at(kept[i]));
                Pass.write(channel, ByteBuffer.wrap(image), layout.at(i));
            }
        }
        channel.truncate(layout.at(kept.length));
        layout.writeStart(
                channel, labels, pass.statistics().mean(), pass.statistics().deviation());
    }

    private static void read(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
    }

    /** A class of which no image can be read would never be learned. */
    private void checkClasses(int[] trained) {
        FileFaults faults = new FileFaults();
        BitSet seen = new BitSet();
        Arrays.stream(trained).forEach(seen::set);
        for (int label = 0; label < listing.classes().size(); label++) {
            if (!seen.get(label)) {
                faults.add(
                        where,
                        "no image that can be read is left of the class \""
                                + listing.classes().get(label) + "\" to train on",
                        "add images, or remove its folder");
            }
        }
        Problems problems = new Problems();
        faults.addTo(problems);
        problems.throwIfAny();
    }

    /** The labels of the images at some places, by part, none of which may be empty. */
    private List<int[]> checkParts(int[] places) {
        return Arrays.stream(Part.values())
                .map(part -> {
                    int[] labels = Arrays.stream(places)
                            .map(place -> order[place])
                            .filter(index -> listing.parts()[index] == part)
                            .map(index -> listing.labels()[index])
                            .toArray();
                    if (labels.length == 0) {
                        throw new UserException(where, "there is no image left " + part.purpose(), "add images");
                    }
                    return labels;
                })
                .toList();
    }
}
