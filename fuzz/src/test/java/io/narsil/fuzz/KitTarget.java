package io.narsil.fuzz;

import io.narsil.device.DeviceKit;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What comes back from another device, or the kit itself, changed on its way. An even first byte: the results. */
public final class KitTarget {
    private static final int NETWORKS = 30;

    static final Path KIT = make();
    private static final byte[] RESULTS = KitSeeds.results();

    private KitTarget() {}

    private static Path make() {
        Path folder = Scratch.path("kit");
        String space = SpaceFile.shippedText("fbnetv3-small");
        Problem problem = Problem.of(SpaceFile.parse("space.yaml", space), new InputSpec(1, 24, 2));
        DeviceKit.write(folder, problem, space, NETWORKS);
        return folder;
    }

    /** Loads the class, whose kit takes longer than any input may. */
    public static void fuzzerInitialize() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        byte[] content = Marked.rest(data);
        Path about = KIT.resolve("kit.json");
        byte[] sound = Files.readAllBytes(about);
        Path results = Scratch.file("results.json", data[0] % 2 == 0 ? content : RESULTS);
        try {
            if (data[0] % 2 != 0) {
                Files.write(about, content);
            }
            Reading.clean(() -> DeviceKit.read(KIT, results));
        } finally {
            Files.write(about, sound);
        }
    }
}
