package io.narsil.fuzz;

import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import java.nio.charset.StandardCharsets;

/** A network: its costs, and the same network again from what is written. */
public final class ArchitectureTarget {
    private ArchitectureTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Reading.clean(() -> {
            Network network = NetworkFile.parse("architecture.yaml", text);
            network.cost();
            if (!NetworkFile.parse("again.yaml", NetworkFile.write(network)).equals(network)) {
                throw new AssertionError(NetworkFile.write(network));
            }
        });
    }
}
