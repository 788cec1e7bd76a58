package io.narsil.fuzz;

import io.narsil.device.DeviceKit;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Scratch.file("kit/kit.json", withoutChoices(Scratch.bytes(folder.resolve("kit.json"))));
        return folder;
    }

    /** A kit that does not know its networks' candidates: otherwise a model is learned from them, which takes seconds. */
    private static byte[] withoutChoices(byte[] about) {
        String text = new String(about, StandardCharsets.UTF_8);
        String plain = text.replaceFirst("(?s),\\s*\"choices\" : \\[[^]]*]", "");
        if (plain.equals(text)) {
            throw new IllegalStateException(text);
        }
        return plain.getBytes(StandardCharsets.UTF_8);
    }

    /** The kit with candidates, the last of which is none. */
    static byte[] withChoices() {
        String text = new String(Scratch.bytes(KIT.resolve("kit.json")), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('}');
        String choices = "\"0\", ".repeat(text.split("network-", -1).length - 3);
        return (text.substring(0, end).stripTrailing() + ", \"choices\": [" + choices + "\"0\"]}")
                .getBytes(StandardCharsets.UTF_8);
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
