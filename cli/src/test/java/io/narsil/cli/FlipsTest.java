package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit of one kept file is another: what is made of the run then is the same bit for bit, or a sentence names the file.
 *
 * <p>{@code -Dnarsil.flips=200} flips as many bits as a release is checked with, and {@code -Dnarsil.seed=N} others.
 */
class FlipsTest {
    private static final int FLIPS = Integer.getInteger("narsil.flips", 4);
    private static final long SEED = Long.getLong("narsil.seed", 1);

    @TempDir
    private static Path folder;

    private static Path study;
    private static Path finished;
    private static Path cut;
    private static Map<String, String> expected;

    /** What one command said and left behind. */
    private record Outcome(int code, String out, String error) {}

    @BeforeAll
    static void runsAreMade() throws Exception {
        TinyStudy tiny = new TinyStudy(folder);
        study = tiny.write();
        finished = folder.resolve("finished");
        cut = folder.resolve("cut");
        Process process = tiny.search(study, finished);
        TinyStudy.awaitTrials(finished, process, 10);
        TinyStudy.kill(process);
        copy(finished, cut);
        tiny.finish(tiny.search(study, finished));
        expected = TinyStudy.models(finished);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** The kept file whose turn it is: each is hit as often as any other, however large. */
    private static Path flipped(Path run, int turn) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(run)) {
            files = walk.filter(f -> f.toFile().length() > 0)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        RandomGenerator random = new Seeds(SEED).stream("flips", turn);
        Path file = files.get((int) ((turn * 7L + SEED) % files.size()));
        byte[] bytes = Files.readAllBytes(file);
        // The first bytes say what a file is: every second flip is among them.
        int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 256));
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return file;
    }

    private static Outcome narsil(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        int code = Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), error.toString());
    }

    /** What can be asked of a finished run, with what it wrote. */
    private static List<Outcome> asked(Path run) throws IOException {
        String member = run.resolve("models/large").toString();
        List<Outcome> all = new ArrayList<>();
        all.add(narsil("report", run.toString()));
        all.add(narsil("evolve", run.toString(), "--macs", "900k"));
        all.add(narsil("predict", member, study.resolveSibling("images/a/1.png").toString(), "--csv"));
        Path exported = run.resolve("exported.onnx");
        all.add(narsil("export", member, "--out", exported.toString()));
        List<Path> written =
                List.of(run.resolve("report.html"), run.resolve("evolved/macs-900000/recipe.yaml"), exported);
        for (Path file : written) {
            all.add(new Outcome(0, Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "", ""));
        }
        // The folder's name differs, and that is all that may.
        return all.stream()
                .map(o -> new Outcome(
                        o.code,
                        o.out.replace(run.toString(), "RUN")
                                .replace(run.getFileName().toString(), "RUN"),
                        o.error))
                .toList();
    }

    @Test
    void aFinishedRunAnswersTheSameOrSaysWhichFileIsDamaged() throws Exception {
        Path sound = folder.resolve("sound");
        copy(finished, sound);
        List<Outcome> right = asked(sound);
        for (int i = 0; i < FLIPS; i++) {
            Path run = folder.resolve("asked-" + i);
            copy(finished, run);
            Path file = flipped(run, i);
            String name = file.getFileName().toString();
            String about = "seed " + SEED + ", flip " + i + " of " + run.relativize(file);
            List<Outcome> found = asked(run);
            for (int k = 0; k < 4; k++) {
                Outcome one = found.get(k);
                String text = about + ", command " + k + ": " + one.error;
                assertThat(one.error).as(text).doesNotContain("\tat ");
                if (one.code == 0) {
                    assertThat(one.out).as(text).isEqualTo(right.get(k).out);
                } else {
                    assertThat(one.error).as(text).contains(name);
                }
            }
            String said = found.get(0).error + found.get(0).out;
            for (int k = 4; k < found.size(); k++) {
                boolean refused = found.get(k == 4 ? 0 : k == 5 ? 1 : 3).code != 0;
                if (!refused && !found.get(k).out.equals(right.get(k).out)) {
                    // A report shows what is sound, and names what is not.
                    assertThat(k == 4 && (said + found.get(k).out).contains(name))
                            .as(about + ", file " + k)
                            .isTrue();
                }
            }
            again(run, file, about);
        }
    }

    @Test
    void aRunThatWasCutShortComesToTheSame() throws Exception {
        for (int i = 0; i < Math.max(1, FLIPS / 4); i++) {
            Path run = folder.resolve("cut-" + i);
            copy(cut, run);
            Path file = flipped(run, i);
            again(run, file, "seed " + SEED + ", flip " + i + " of the cut run's " + run.relativize(file));
        }
    }

    /** The same search comes to the same family, or names the file. */
    private static void again(Path run, Path file, String about) throws IOException {
        Outcome search = narsil("search", study.toString(), "--out", run.toString());
        String text = about + ": " + search.error;
        assertThat(search.error).as(text).doesNotContain("\tat ");
        if (search.code == 0) {
            Map<String, String> found = TinyStudy.models(run);
            found.keySet().removeIf(name -> name.endsWith(".damaged"));
            Map<String, String> right = new TreeMap<>(expected);
            // An ONNX file ends with a checksum of its own, which whoever uses it checks; the search does not.
            if (file.getFileName().toString().equals("model.onnx")) {
                found.remove(run.relativize(file).toString());
                right.remove(run.relativize(file).toString());
            }
            assertThat(found).as(text).isEqualTo(right);
        } else {
            // What differs from the frozen study is said with the folder's name.
            boolean frozen = file.getFileName().toString().equals("study.yaml");
            assertThat(search.error)
                    .as(text)
                    .contains(frozen ? run.toString() : file.getFileName().toString());
        }
    }
}
