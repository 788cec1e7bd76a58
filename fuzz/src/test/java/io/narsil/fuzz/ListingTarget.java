package io.narsil.fuzz;

import io.narsil.data.DataSource;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An IDX file of images or of labels, listed and decoded. The first byte says which. */
public final class ListingTarget {
    private static final List<String> NAMES = List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    private static final List<byte[]> SOUND = List.of(Idx.images(), Idx.labels());

    private ListingTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Path folder = Scratch.path("idx");
        for (int i = 0; i < NAMES.size(); i++) {
            Scratch.file(
                    "idx/" + NAMES.get(i), Marked.chosen(data, NAMES.size()) == i ? Marked.rest(data) : SOUND.get(i));
        }
        Scratch.file("idx/t10k-images-idx3-ubyte", Idx.images());
        Scratch.file("idx/t10k-labels-idx1-ubyte", Idx.labels());
        DataSpec spec = new DataSpec("idx", Optional.of(folder), Optional.empty(), 0.25, false);
        Reading.clean(
                () -> {
                    DataSource source = DataSources.of(spec, "data");
                    try (ImageList list = source.list(spec)) {
                        int count = list.listing().count();
                        for (int i = 0; i < count; i++) {
                            list.decode(i);
                        }
                    }
                },
                IOException.class);
    }
}
