package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search whose candidates climb, start from a trained network, and are taught at last, with real processes that are killed. */
class RungsRunTest {
    private static final long SEED = Long.getLong("narsil.seed", 1);

    @TempDir
    private static Path folder;

    private static TinyStudy tiny;
    private static Path study;
    private static Map<String, String> expected;

    @BeforeAll
    static void undisturbed() throws Exception {
        tiny = new TinyStudy(folder);
        Path file = tiny.write();
        ParentRunTest.parent(folder.resolve("earlier"));
        study = Files.writeString(
                file,
                Files.readString(file).replace("epochs: 2\n", "rungs: [1, 2]\nby_hand: off\n")
                        + "distillation: 0.5\ninit: earlier\nrecipe: {ema: off, learning_rate: 0.004}\n");
        tiny.finish(tiny.search(study, folder.resolve("undisturbed"), "--workers", "2"));
        expected = TinyStudy.models(folder.resolve("undisturbed"));
    }

    @Test
    void noEpochIsTrainedTwice() throws Exception {
        assertThat(tiny.output()).contains("of the best go on to epoch 2 of 4");
        Path run = folder.resolve("undisturbed");
        assertThat(TinyStudy.ids(run, "continues IS NULL AND epochs > 1")).isEmpty();
        assertThat(TinyStudy.ids(run, "kind = 'finalist' AND continues IS NOT NULL"))
                .isNotEmpty();
        assertThat(TinyStudy.ids(run, "kind = 'finalist' AND continues IS NULL"))
                .isEmpty();
        assertThat(TinyStudy.ids(run, "kind = 'finalist' AND budget = 'small' AND teacher IS NULL"))
                .isEmpty();
        assertThat(TinyStudy.ids(run, "(kind <> 'finalist' OR budget = 'large') AND teacher IS NOT NULL"))
                .isEmpty();
        String before = "EXISTS (SELECT 1 FROM epoch e WHERE e.trial = trial.id AND e.epoch <= continues_after"
                + " AND e.seconds %s 0)";
        assertThat(TinyStudy.ids(run, before.formatted("="))).isNotEmpty();
        assertThat(TinyStudy.ids(run, before.formatted(">"))).isEmpty();
        assertThat(run.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void killedAtRandomMomentsAndWithLostCheckpointsItComesToTheSame() throws Exception {
        RandomGenerator random = new Seeds(SEED).stream("rungs", 0);
        Path run = folder.resolve("killed");
        Process process = tiny.search(study, run, "--workers", "1");
        for (int kill = 0; kill < 3; kill++) {
            TinyStudy.awaitTrials(run, process, 3 * kill + 2);
            process.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
            TinyStudy.kill(process);
            damage(run.resolve("checkpoints"), kill);
            process = tiny.search(study, run, "--workers", "1");
        }
        tiny.finish(process);
        assertThat(TinyStudy.models(run)).as("seed " + SEED).isEqualTo(expected);
    }

    /** Takes one of the states away, or ruins it. */
    private static void damage(Path checkpoints, int kill) throws Exception {
        try (Stream<Path> files = Files.list(checkpoints)) {
            List<Path> states = files.filter(f -> f.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
            if (!states.isEmpty()) {
                Path state = states.get(kill % states.size());
                if (kill % 2 == 0) {
                    Files.delete(state);
                } else {
                    Files.writeString(state, "ruined");
                }
            }
        }
    }

    @Test
    void broughtToItsEndEarlyItGoesOnFromWhereItIs() throws Exception {
        Path run = folder.resolve("finished");
        Process process = tiny.search(study, run, "--workers", "1");
        TinyStudy.awaitTrials(run, process, 5);
        TinyStudy.kill(process);
        tiny.refused(tiny.start(List.of("finish", run.toString(), "--now")));
        assertThat(tiny.output())
                .contains("--now: the candidates of this search climb rungs, and their learning rates");
        tiny.finish(tiny.start(List.of("finish", run.toString())));
        assertThat(TinyStudy.ids(run, "kind = 'finalist' AND continues IS NOT NULL"))
                .hasSize(2);
        assertThat(TinyStudy.ids(run, "kind = 'finalist' AND continues IS NULL"))
                .isEmpty();
    }
}
