package io.narsil.data;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** CIFAR-10's binary batches: a label and 3x32x32 bytes, channel by channel, for each image. */
public final class CifarBinary implements DataSource {
    /** The file by which such a folder is recognised. */
    private static final String FIRST = "data_batch_1.bin";

    private static final int SIZE = 32;
    private static final int PLANE = SIZE * SIZE;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final int CLASSES = 10;

    @Override
    public boolean reads(Path path) {
        return Files.exists(path.resolve(FIRST));
    }

    @Override
    public ImageList list(DataSpec spec) {
        Path folder = spec.path().orElseThrow();
        List<Path> training = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> folder.resolve("data_batch_" + i + ".bin"))
                .filter(Files::exists)
                .toList();
        List<Batch> batches = new ArrayList<>();
        for (Path file : training) {
            batches.add(new Batch(file, labels(file), Part.TRAIN));
        }
        Path test = folder.resolve("test_batch.bin");
        batches.add(new Batch(test, labels(test), Part.TEST));
        return new Images(classes(folder), batches);
    }

    private static List<String> classes(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("batches.meta.txt")).stream()
                    .filter(l -> !l.isBlank())
                    .toList();
            if (lines.size() == CLASSES) {
                return lines;
            }
        } catch (IOException e) {
            // names are a courtesy: numbers do as well
        }
        return IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    }

    private static int[] labels(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            long bytes = Files.size(file);
            if (bytes == 0 || bytes % RECORD != 0) {
                throw new UserException(
                        file.toString(),
                        "the file has " + bytes + " bytes, no multiple of " + RECORD,
                        "it was cut off");
            }
            if (bytes / RECORD > Integer.MAX_VALUE) {
                throw new UserException(
                        file.toString(), "the file has " + bytes / RECORD + " images, more than are counted", "");
            }
            int[] labels = new int[(int) (bytes / RECORD)];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = in.read();
                in.skipNBytes(RECORD - 1);
                if (labels[i] >= CLASSES) {
                    throw new UserException(
                            file.toString(), "image " + i + " has the class " + labels[i] + " of " + CLASSES, "");
                }
            }
            return labels;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UserException unreadable(Path file, IOException e) {
        return Unreadable.of(file.toString(), e);
    }

    private record Batch(Path file, int[] labels, Part part) {}

    /** The images of all batches, one batch after the other. */
    private static final class Images implements ImageList {
        private final List<String> classes;
        private final Concatenation<Batch> batches;
        private final List<FileChannel> channels = new ArrayList<>();

        Images(List<String> classes, List<Batch> batches) {
            this.classes = classes;
            this.batches = new Concatenation<>(batches, b -> b.labels().length);
            for (Batch batch : batches) {
                try {
                    channels.add(FileChannel.open(batch.file()));
                } catch (IOException e) {
                    close();
                    throw unreadable(batch.file(), e);
                }
            }
        }

        @Override
        public Listing listing() {
            int[] labels = batches.items().stream()
                    .flatMapToInt(b -> Arrays.stream(b.labels()))
                    .toArray();
            Part[] parts = batches.all(Batch::part, Part[]::new);
            return Listing.of(classes, labels, parts, 3, SIZE);
        }

        @Override
        public DecodedImage decode(int index) {
            int batch = batches.item(index);
            ByteBuffer record = ByteBuffer.allocate(RECORD);
            long at = (long) batches.within(index) * RECORD;
            try {
                while (record.hasRemaining()) {
                    if (channels.get(batch).read(record, at + record.position()) < 0) {
                        throw new IOException("it ends before byte " + (at + RECORD));
                    }
                }
            } catch (IOException e) {
                throw unreadable(batches.items().get(batch).file(), e);
            }
            byte[] pixels = new byte[3 * PLANE];
            for (int p = 0; p < PLANE; p++) {
                for (int c = 0; c < 3; c++) {
                    pixels[3 * p + c] = record.get(1 + c * PLANE + p);
                }
            }
            return new DecodedImage(pixels, SIZE, SIZE, 3);
        }

        @Override
        public String name(int index) {
            return batches.items().get(batches.item(index)).file() + " image " + batches.within(index);
        }

        @Override
        public void close() {
            for (FileChannel channel : channels) {
                try {
                    channel.close();
                } catch (IOException e) {
                    // it was only read
                }
            }
        }
    }
}
