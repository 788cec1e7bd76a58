package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path study(String yaml) throws Exception {
        return Files.writeString(folder.resolve("study.yaml"), yaml);
    }

    private int search(String yaml) throws Exception {
        return run(
                "search", study(yaml).toString(), "--out", folder.resolve("run").toString());
    }

    @Test
    void everyCommandShowsAnExample() {
        CommandLine line = Narsil.commandLine();
        assertThat(line.getUsageMessage()).contains("Example").contains("narsil search examples/fashion.yaml");
        line.getSubcommands().forEach((name, command) -> {
            String usage = command.getUsageMessage();
            assertThat(usage).contains("Example");
            assertThat(usage.substring(usage.indexOf("Example"))).contains("narsil " + name);
        });
    }

    @Test
    void aPathThatIsNoneIsSaid() {
        assertThat(run("export", "models/a\0b")).isEqualTo(2);
        assertThat(err.toString()).contains("\"models/a\\u0000b\" is no path: Nul character not allowed");
    }

    @Test
    void benchComparesMethodsAndWritesAllFigures() throws Exception {
        Path space = Files.writeString(
                folder.resolve("space.yaml"),
                "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3, 4], b: [1, 2, 3, 4], c: [1, 2, 3, 4]}\n");
        StringBuilder csv = new StringBuilder("a,b,c,score,macs\n");
        for (int i = 0; i < 64; i++) {
            int a = 1 + i % 4;
            int b = 1 + i / 4 % 4;
            int c = 1 + i / 16;
            csv.append("%d,%d,%d,%d,%d\n".formatted(a, b, c, a * b + c, 10 * a + b + c));
        }
        Path table = Files.writeString(folder.resolve("table.csv"), csv);
        Path figures = folder.resolve("figures");
        String[] common = {"bench", "--space", space.toString(), "--table", table.toString(), "--seeds", "2"};
        assertThat(run(with(common, "--methods", "random,narsil", "--evaluations", "24", "--out", figures.toString())))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("64 rows, best score 20", "regret at 24", "random", "narsil");
        assertThat(Files.readAllLines(figures.resolve("regret.csv"))).hasSize(1 + 2 * 2 * 24);
        assertThat(Files.readString(figures.resolve("regret.svg")))
                .startsWith("<svg")
                .contains(">random</text>", ">narsil</text>")
                .doesNotContain("NaN", "Infinity");
        assertThat(run(with(common, "--methods", "narsil", "--labels", "8,16"))).isZero();
        assertThat(out.toString()).contains("Kendall tau", "within 1 sd");
        assertThat(run(with(common, "--methods", "randon"))).isEqualTo(2);
        assertThat(err.toString()).contains("there is no method \"randon\". Maybe \"random\".");
    }

    @Test
    void benchMeasuresEarlyStopRulesOnCurves() throws Exception {
        StringBuilder csv = new StringBuilder("epoch_1,epoch_2,epoch_3\n");
        for (int i = 0; i < 40; i++) {
            csv.append("%d,%d,%d\n".formatted(i * 7 % 40, i, i));
        }
        Path curves = Files.writeString(folder.resolve("curves.csv"), csv);
        Path figures = folder.resolve("figures");
        String[] common = {"bench", "--curves", curves.toString()};
        assertThat(run(with(common, "--first", "12", "--seeds", "3", "--out", figures.toString())))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("40 curves of 3 epochs", "paper", "90 % sure", "100 %");
        assertThat(Files.readAllLines(figures.resolve("curves.csv"))).hasSize(1 + 7 * 3);
        assertThat(run(common)).isEqualTo(2);
        assertThat(err.toString()).contains("--first: a first round of 48 leaves too few of the 40 curves");
        assertThat(run(with(common, "--table", "t.csv"))).isEqualTo(2);
        assertThat(run("bench", "--table", "t.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("--space is missing");
        assertThat(run("bench", "--network", "n.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("--network: only --training reads it. Maybe add --training.");
    }

    @Test
    void evolveNeedsAFinishedRunAndOneBudget() throws Exception {
        assertThat(run("evolve", folder.resolve("none").toString(), "--macs", "1M"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no such run folder");
        assertThat(run("evolve", folder.toString(), "--macs", "1M")).isEqualTo(2);
        assertThat(err.toString()).contains("holds no finished run: predictor.safetensors is missing");
        assertThat(run("evolve", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no budget");
        assertThat(run("evolve", folder.toString(), "--macs", "1M", "--name", "../x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--name: a name has up to 64 letters");
        assertThat(run("evolve", folder.toString(), "--macs", "1M", "--front", "3"))
                .isEqualTo(2);
        assertThat(run("evolve", folder.toString(), "--front", "0")).isEqualTo(2);
        assertThat(run("evolve", folder.toString(), "--candidate", "8d2f0c31a94be567", "--macs", "1M"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--candidate: it takes no budget beside it. Maybe leave one of the two");
    }

    @Test
    void trainNamesWhatIsWrong() throws Exception {
        String out = folder.resolve("out").toString();
        assertThat(run("train", "--network", "fbnetv3-z", "--data", "fashion", "--out", out))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--network: there is no network \"fbnetv3-z\". Maybe");
        assertThat(run("train", "--network", "fbnetv3-a", "--data", "fashion", "--epochs", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--epochs: this must be from 1 to 1000000, not 0");
        assertThat(run("train", "--network", "fbnetv3-a", "--data", "fashion", "--precision", "bf61"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--precision: there is no \"bf61\" here. Maybe \"bf16\".");
        assertThat(run("train", "--network", "fbnetv3-a", "--data", "nowhere", "--out", out))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--data: there is no folder nowhere");
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), "narsil: recipe/1\nlearning_rat: 1\n");
        String[] wrong = {"train", "--network", "fbnetv3-a", "--data", "fashion", "--recipe", recipe.toString()};
        assertThat(run(wrong)).isEqualTo(2);
        assertThat(err.toString()).contains("recipe.yaml:2: no recipe has \"learning_rat\". Maybe \"learning_rate\".");
    }

    private static String[] with(String[] common, String... more) {
        return Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void allMistakesOfAStudyComeAtOnceWithTheirLines() throws Exception {
        int code = search("""
                narsil: study/1
                data: fashoin
                spaec: fbnetv3-small
                budgets:
                  small: {macs: 1M, parms: 10k}
                  ../evil: {macs: lots}
                  twin: {macs: 1M}
                rounds: 0
                """);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("study.yaml:3: unknown key \"spaec\". Maybe \"space\".")
                .contains("study.yaml:5: unknown key \"budgets.small.parms\". Maybe \"params\".")
                .contains("study.yaml:6: the name of a budget becomes a folder")
                .contains("study.yaml:6: \"budgets.../evil.macs\" must be a whole number")
                .contains("study.yaml:7: the budgets \"small\" and \"twin\" are the same")
                .contains("study.yaml:8: \"rounds\" must be from 1 to 1000, not 0")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void imagesThatAreNotThereAreSaid() throws Exception {
        assertThat(search("data: {folder: nowhere}\nbudgets: {a: {macs: 1M}}\n"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("study.yaml:1: there is no folder").contains("nowhere");
        assertThat(search("data: fashoin\nbudgets: {a: {macs: 1M}}\n")).isEqualTo(2);
    }

    @Test
    void aFileWhereTheRunFolderMustBeIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path good = study("data: fashion\nbudgets: {a: {macs: 1M}}\n");
        for (Path out : new Path[] {file, file.resolve("run")}) {
            assertThat(run("search", good.toString(), "--out", out.toString())).isEqualTo(2);
            assertThat(err.toString()).contains(out + ": there is a file where a folder must be. Maybe choose another");
        }
    }

    @Test
    void workersHaveTheLimitsThatTheyHaveInAStudy() throws Exception {
        String yaml = "data: fashion\nbudgets: {a: {macs: 1M}}\n";
        for (String number : new String[] {"0", "1025", "2000000000"}) {
            assertThat(run("search", study(yaml).toString(), "--workers", number))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--workers: it must be from 1 to 1024, not " + number);
            assertThat(search(yaml + "workers: " + number + "\n")).isEqualTo(2);
            assertThat(err.toString()).contains("\"workers\" must be from 1 to 1024, not " + number);
        }
    }

    @Test
    void imagesTooSmallForTheSpaceAreRefused() throws Exception {
        for (String name : new String[] {"a", "b"}) {
            for (int i = 0; i < 10; i++) {
                TinyImages.write(folder.resolve("images").resolve(name).resolve(i + ".png"), 16, i);
            }
        }
        assertThat(search("data: {folder: images}\nbudgets: {a: {macs: 1M}}\n")).isEqualTo(2);
        assertThat(err.toString())
                .contains("the images are 16x16 pixels, but the space scaled needs at least 24")
                .contains("Maybe say \"resolution: 24\"");
    }

    @Test
    void anUnknownSpaceOrFileIsSaid() throws Exception {
        assertThat(search("data: fashion\nspace: fbnet3\nbudgets: {a: {macs: 1M}}\n"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("study.yaml:2: there is no space \"fbnet3\". Maybe \"fbnetv3\".");
        assertThat(run("search", folder.resolve("no.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no.yaml: there is no such file");
    }

    @Test
    void aSummaryHasThePublishedTotals() {
        assertThat(run("summary", "fbnetv3-a")).isZero();
        assertThat(out.toString()).contains("356,598,280").contains("8,542,224").contains("8,599,448");
        assertThat(run("summary", "fbnetv3-z")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no network \"fbnetv3-z\". Maybe \"fbnetv3-a\".");
        assertThat(run("summary", "fbnetv3-a", "--resolution", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("nothing is left of an image");
        assertThat(run("summary", "fbnetv3-a", "--resolution", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--resolution: this must be from 1 to 65536, not 0.");
        assertThat(run("summary", "fbnetv3-a", "--classes", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--classes: this must be from 1 to 1048576, not 0.");
    }

    @Test
    void aSummaryOfAFileNamesWhatDoesNotFit() throws Exception {
        Path file = Files.writeString(folder.resolve("net.yaml"), """
                narsil: architecture/1
                input: {channels: 3, resolution: 32}
                classes: 10
                blocks:
                  - {block: conv, kernel: 3, chanels: 16, stride: 0}
                  - {block: classifier}
                """);
        assertThat(run("summary", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("net.yaml:5: unknown key \"blocks.chanels\". Maybe \"channels\".")
                .contains("net.yaml:5: \"blocks.stride\" must be from 1 to 16, not 0");
    }

    @Test
    void aRunInPlaceOfAMemberIsAdvisedToBeTheMember() throws Exception {
        Path run = folder.resolve("mixed");
        Path member = Files.createDirectories(run.resolve("models/small"));
        for (List<String> command : List.of(
                List.of("predict", run.toString(), "0.png"),
                List.of("evaluate", run.toString(), "--data", "fashion"),
                List.of("export", run.toString()))) {
            err.getBuffer().setLength(0);
            assertThat(run(command.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.toString()).contains(run + ": there is no network").contains("Maybe " + member + ".");
        }
        assertThat(run("summary", run.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Maybe " + member.resolve("architecture.yaml") + ".");
    }

    @Test
    void aSpaceHasItsExactCounts() {
        assertThat(run("space", "fbnetv3")).isZero();
        assertThat(out.toString())
                .contains("175,878,910,771,200,000 without resolution")
                .contains("24,393,600 recipes");
        assertThat(run("space", "fbnetv3", "--macs", "450M", "--params", "90M")).isZero();
        assertThat(out.toString())
                .containsPattern("within 450.0M multiply-adds and 90.0M parameters: [0-9.]+ % of the space")
                .contains("the limit of multiply-adds binds");
        assertThat(run("space", "fbnetv3", "--macs", "lots")).isEqualTo(2);
        assertThat(err.toString()).contains("--macs: a budget must be a whole number");
        assertThat(run("space", "fbnetv4")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no space \"fbnetv4\". Maybe \"fbnetv3\".");
    }

    @Test
    void theZooSaysWhatIsComputedAndWhatIsQuoted() {
        assertThat(run("zoo")).isZero();
        assertThat(out.toString())
                .contains("2,129,656,384")
                .contains("82.794")
                .contains("2.0x fewer multiply-adds than EfficientNet-B4")
                .contains("7.1x fewer multiply-adds than ResNeSt-50");
    }
}
