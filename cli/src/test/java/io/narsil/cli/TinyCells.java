package io.narsil.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** An annotated folder of tiny images, and a network that is small enough to become a detector of it in seconds. */
final class TinyCells {
    private TinyCells() {}

    /** Writes {@code cells}, in which two classes are marked in 8 images of each part, and {@code small.yaml}. */
    static void write(Path folder) throws Exception {
        for (String part : new String[] {"train", "val", "test"}) {
            for (int i = 0; i < 8; i++) {
                TinyImages.write(folder.resolve("cells/images/" + part + "/" + i + ".png"), 96, i);
                Path labels = folder.resolve("cells/labels/" + part + "/" + i + ".txt");
                Files.createDirectories(labels.getParent());
                Files.writeString(labels, "0 0.5 0.5 0.5 0.5\n1 0.25 0.25 0.25 0.25\n");
            }
        }
        Files.writeString(
                folder.resolve("cells/data.yaml"),
                "train: images/train\nval: images/val\ntest: images/test\nnames: [cell, dot]\n");
        Files.writeString(folder.resolve("small.yaml"), """
                narsil: architecture/2
                name: small
                input: {channels: 3, resolution: 64}
                classes: 10
                backbone:
                  stage1:
                    - {block: conv, kernel: 3, channels: 8, stride: 2}
                  stage2:
                    - {block: conv, kernel: 3, channels: 8, stride: 2}
                  stage3:
                    - {block: conv, kernel: 3, channels: 16, stride: 2}
                  stage4:
                    - {block: conv, kernel: 3, channels: 16, stride: 2}
                  stage5:
                    - {block: conv, kernel: 3, channels: 16, stride: 2}
                head:
                  - {block: classifier}
                """);
    }
}
