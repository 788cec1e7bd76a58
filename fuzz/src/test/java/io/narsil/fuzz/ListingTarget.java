package io.narsil.fuzz;

import io.narsil.data.DataSource;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** An IDX file of images, with sound labels, listed and decoded. */
public final class ListingTarget {
    private ListingTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Path folder = Scratch.file("idx/train-images-idx3-ubyte", data).getParent();
        Scratch.file("idx/train-labels-idx1-ubyte", Idx.labels());
        Scratch.file("idx/t10k-images-idx3-ubyte", Idx.images());
        Scratch.file("idx/t10k-labels-idx1-ubyte", Idx.labels());
        DataSpec spec = new DataSpec("idx", Optional.of(folder), Optional.empty(), 0.25, false);
        Reading.clean(() -> {
            DataSource source = DataSources.of(spec, "data");
            try (ImageList list = source.list(spec)) {
                int count = list.listing().labels().length;
                for (int i = 0; i < count; i++) {
                    list.decode(i);
                }
            }
        }, IOException.class);
    }
}
