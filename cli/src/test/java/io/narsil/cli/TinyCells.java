package io.narsil.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** A small folder of images with marked objects, and a study that searches detectors for them. */
record TinyCells(Path folder) {
    private static final int PIXELS = 64;

    /** Writes images and annotations, in the form of YOLO. */
    void images() throws Exception {
        for (String part : new String[] {"train", "val", "test"}) {
            for (int i = 0; i < 8; i++) {
                TinyImages.write(folder.resolve("cells/images/" + part + "/" + i + ".png"), PIXELS, i);
                Path labels = folder.resolve("cells/labels/" + part + "/" + i + ".txt");
                Files.createDirectories(labels.getParent());
                Files.writeString(labels, "0 0.5 0.5 0.5 0.5\n1 0.25 0.25 0.25 0.25\n");
            }
        }
        Files.writeString(
                folder.resolve("cells/data.yaml"),
                "train: images/train\nval: images/val\ntest: images/test\nnames: [cell, dot]\n");
    }

    /** Writes the space and the study. */
    Path study() throws Exception {
        Files.writeString(folder.resolve("space.yaml"), """
                narsil: space/1
                name: cells
                stages:
                  - {block: conv, kernel: 3, channels: 8, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 1, channels: 8, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: [8, 16], stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: [16, 24], depth: [1, 2], stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: [16, 24], stride: 2}
                  - {block: classifier}
                """);
        return Files.writeString(folder.resolve("cells.yaml"), """
                narsil: study/1
                task: detection
                data: {folder: cells, resolution: 64}
                space: space.yaml
                budgets:
                  small: {macs: 1500k}
                  large: {macs: 2500k}
                recipe: {ema_decay: 0.5, batch_size: 2}
                rounds: 1
                batch: 3
                epochs: 2
                final_epochs: 3
                pool: 60
                """);
    }
}
