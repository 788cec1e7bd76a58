package io.narsil.fuzz;

import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.nio.charset.StandardCharsets;

/** A space, and the fingerprint of its first candidate. */
public final class SpaceTarget {
    private SpaceTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Reading.clean(() -> {
            SearchSpace space = SpaceFile.parse("space.yaml", text);
            space.candidate(new int[space.parameters().size()]).fingerprint();
        });
    }
}
