package io.narsil.fuzz;

import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Somebody's {@code study.db}: an even first byte for the file itself, an odd one for values in a sound one. */
public final class StoreTarget {
    static final byte[] SOUND = sound();

    private StoreTarget() {}

    private static byte[] sound() {
        Path file = Scratch.path("sound.db");
        try {
            Rows.make(file);
            return Files.readAllBytes(file);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads the class, whose native library takes its time. */
    public static void fuzzerInitialize() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        boolean whole = Marked.chosen(data, 2) == 0;
        for (String journal : List.of("-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Scratch.path("study.db" + journal));
        }
        Path file = Scratch.file("study.db", whole ? Marked.rest(data) : SOUND);
        if (!whole) {
            Rows.change(file, ByteBuffer.wrap(Marked.rest(data)));
        }
        Reading.clean(() -> TrialStores.damaged(file.toString()));
        Reading.clean(() -> {
            try (TrialStore store = TrialStores.existing(file.toString())) {
                store.study(Rows.STUDY, Rows.SPACE).trials();
            }
        });
        Reading.clean(() -> {
            try (TrialStore store = TrialStores.open(file.toString())) {
                StudyTrials trials = store.study(Rows.STUDY, Rows.SPACE);
                trials.mended();
                trials.trials();
                trials.finishedCount();
                if (!trials.mended().isEmpty()) {
                    throw new AssertionError("what was mended is damaged again");
                }
            }
        });
    }
}
