package io.narsil.data;

import io.narsil.config.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** CIFAR-10's binary batches: a label and 3x32x32 bytes, channel by channel, for each image. */
final class CifarBinary implements DataSource {
    /** The file by which such a folder is known. */
    static final String FIRST = "data_batch_1.bin";

    private static final int SIZE = 32;
    private static final int PLANE = SIZE * SIZE;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final int CLASSES = 10;

    private final DataSpec spec;
    private final Path folder;

    CifarBinary(DataSpec spec, Path folder) {
        this.spec = spec;
        this.folder = folder;
    }

    @Override
    public DataSet load() {
        List<Path> batches = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> folder.resolve("data_batch_" + i + ".bin"))
                .filter(Files::exists)
                .toList();
        Split.Parts held = Split.holdOut(read(batches), spec.validation());
        return DataSet.of(
                spec.name(), classes(), held.kept(), held.held(), read(List.of(folder.resolve("test_batch.bin"))));
    }

    private List<String> classes() {
        Path names = folder.resolve("batches.meta.txt");
        try {
            List<String> lines =
                    Files.readAllLines(names).stream().filter(l -> !l.isBlank()).toList();
            if (lines.size() == CLASSES) {
                return lines;
            }
        } catch (IOException e) {
            // names are a courtesy: numbers do as well
        }
        return IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    }

    private ImageSet read(List<Path> files) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (Path file : files) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length == 0 || bytes.length % RECORD != 0) {
                    throw new UserException(
                            file.toString(),
                            "the file has " + bytes.length + " bytes, no multiple of " + RECORD,
                            "it was cut off");
                }
                records.write(bytes);
            } catch (IOException e) {
                throw new UserException(file.toString(), "the file cannot be read: " + e.getMessage(), "");
            }
        }
        byte[] all = records.toByteArray();
        int count = all.length / RECORD;
        int[] labels = new int[count];
        byte[] pixels = new byte[count * 3 * PLANE];
        for (int i = 0; i < count; i++) {
            labels[i] = all[i * RECORD] & 0xFF;
            if (labels[i] >= CLASSES) {
                throw new UserException(
                        folder.toString(), "image " + i + " has the class " + labels[i] + " of " + CLASSES, "");
            }
            for (int p = 0; p < PLANE; p++) {
                for (int c = 0; c < 3; c++) {
                    pixels[(i * PLANE + p) * 3 + c] = all[i * RECORD + 1 + c * PLANE + p];
                }
            }
        }
        return Scale.to(new ImageSet(ByteBuffer.wrap(pixels), labels, 3, SIZE), spec.resolution());
    }
}
