package io.narsil.data;

import io.narsil.config.UserException;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The names of prepared test images. Prepared images have none, so they are looked up in their source, and a name is given only
 * where the image that has it now is still the same, value for value.
 */
public final class TestNames implements AutoCloseable {
    private final DataSpec spec;
    private final ImageSet set;
    private final Optional<ImageList> images;
    private final Listing listing;
    private final int[] tests;

    private TestNames(DataSpec spec, ImageSet set, Optional<ImageList> images) {
        this.spec = spec;
        this.set = set;
        this.images = images;
        listing =
                images.map(i -> Split.complete(i.listing(), spec.validation())).orElse(null);
        tests = images.isEmpty()
                ? new int[0]
                : IntStream.range(0, listing.count())
                        .filter(i -> listing.parts()[i] == Part.TEST)
                        .toArray();
    }

    /** The names of the test images of a set; none where its source is no longer there. */
    public static TestNames of(DataSpec spec, DataSet data) {
        try {
            ImageList images = DataSources.of(spec, spec.name()).list(spec);
            return new TestNames(spec, data.test(), Optional.of(images));
        } catch (UserException e) {
            return new TestNames(spec, data.test(), Optional.empty());
        }
    }

    /** The name of an image in its source, without the folder that all have in common; nothing where it is not known. */
    public Optional<String> of(int index) {
        if (images.isEmpty()) {
            return Optional.empty();
        }
        if (images.get().inOrder()) {
            // Its images are numbered, and have no names that could be changed.
            return tests.length == set.count() ? Optional.of(name(tests[index])) : Optional.empty();
        }
        // Files that were left out, since they cannot be read, stand before it.
        int leftOut = tests.length - set.count();
        return IntStream.rangeClosed(index, index + Math.max(0, leftOut))
                .filter(i -> i < tests.length && same(tests[i], index))
                .mapToObj(i -> name(tests[i]))
                .findFirst();
    }

    private String name(int image) {
        String name = images.orElseThrow().name(image);
        String where = spec.path().map(p -> p + File.separator).orElse("");
        return name.startsWith(where) ? name.substring(where.length()) : name;
    }

    private boolean same(int image, int index) {
        if (listing.labels()[image] != set.labels()[index]) {
            return false;
        }
        byte[] prepared = new byte[set.imageBytes()];
        set.read(index, prepared);
        Frame frame = new Frame(set.size(), set.channels(), spec.resolution().isPresent(), spec.fit());
        try {
            return images.orElseThrow()
                    .decode(
                            image,
                            found -> frame.takes(found)
                                    && Arrays.equals(prepared, frame.channelled(frame.sized(found), found.channels())));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        images.ifPresent(ImageList::close);
    }
}
