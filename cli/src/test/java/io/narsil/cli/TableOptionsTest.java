package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code narsil bench} on a small table: what its options do, and what it says of wrong ones. */
class TableOptionsTest {
    @TempDir
    private Path folder;

    private Path space;
    private Path table;
    private String out = "";
    private String err = "";

    @BeforeEach
    void files() throws IOException {
        space = Files.writeString(
                folder.resolve("space.yaml"),
                "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3, 4], b: [1, 2, 3, 4], c: [1, 2, 3, 4]}\n");
        StringBuilder csv = new StringBuilder("a,b,c,accuracy,again,macs\n");
        for (int i = 0; i < 64; i++) {
            int a = 1 + i % 4;
            int b = 1 + i / 4 % 4;
            int c = 1 + i / 16;
            csv.append("%d,%d,%d,%d,%d,%d\n".formatted(a, b, c, a * b + c, 100 - a - b - c, 10 * a + b + c));
        }
        table = Files.writeString(folder.resolve("table.csv"), csv);
    }

    private int bench(String... options) {
        StringWriter written = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine line = Narsil.commandLine();
        line.setOut(new PrintWriter(written));
        line.setErr(new PrintWriter(errors));
        String[] common = {"bench", "--space", space.toString(), "--table", table.toString()};
        int code = line.execute(Stream.of(common, options).flatMap(Stream::of).toArray(String[]::new));
        out = written.toString();
        err = errors.toString();
        return code;
    }

    private void refused(String message, String... options) {
        assertThat(bench(options)).as(message).isEqualTo(2);
        assertThat(err).contains(message).doesNotContain("Exception");
    }

    /** What is left of the output is written out, though nothing follows it. */
    @Test
    void quietResultsAreShown() {
        for (String option : new String[] {"--noise=2", "--labels=12", "--methods=random"}) {
            assertThat(bench(option, "--quiet", "--seeds=1", "--evaluations=16", "--batch=8"))
                    .isZero();
            assertThat(out.lines().count()).as(option).isGreaterThan(1);
        }
    }

    @Test
    void whatIsProposedFromNoisyScoresIsComparedByWhatIsKnownOfThem() throws IOException {
        Path figures = folder.resolve("figures");
        assertThat(bench(
                        "--budgets=20,48",
                        "--noise=2",
                        "--seeds=3",
                        "--evaluations=16",
                        "--batch=8",
                        "--out=" + figures))
                .as(err)
                .isZero();
        assertThat(out).contains("noise that it knows of", "20 multiply-adds", "48 multiply-adds", "off by", "100 %");
        assertThat(out.lines().filter(line -> line.matches("[0-9.]+ +[0-9.]+ ± .*")))
                .hasSize(4);
        assertThat(figures.resolve("noise.csv")).content().hasLineCount(1 + 4 * 2 * 3);
        assertThat(figures.resolve("noise.json")).content().contains("\"regrets\"");
    }

    @Test
    void severalBudgetsGiveARegretForEachAndAFront() throws IOException {
        Path figures = folder.resolve("figures");
        assertThat(bench(
                        "--budgets=20,32..34,48",
                        "--methods=random,narsil",
                        "--seeds=2",
                        "--first-seed=7",
                        "--evaluations=24",
                        "--first=9",
                        "--batch=6",
                        "--out=" + figures))
                .as(err)
                .isZero();
        assertThat(out)
                .contains("seeds 7 to 8", "100 %")
                .contains("Within 20 multiply-adds: 16 rows, 16 of them within no smaller budget; best accuracy 8")
                .contains("Within 48 multiply-adds: 64 rows", "regret at 9", "regret at 24")
                .contains("hypervolume", "The reference point is the worst score at");
        assertThat(Files.readAllLines(figures.resolve("regret.csv")))
                .hasSize(1 + 2 * 3 * 2 * 24)
                .anyMatch(line -> line.startsWith("narsil,32..34,8,24,0,"));
        assertThat(Files.readAllLines(figures.resolve("front.csv")))
                .startsWith("method,seed,macs,accuracy,a,b,c", "table,,12,2.0,1,1,1")
                .anyMatch(line -> line.startsWith("narsil,7,"));
        assertThat(figures.resolve("front.json")).content().contains("hypervolumes");
        for (String budget : new String[] {"20", "32..34", "48"}) {
            assertThat(figures.resolve("regret-" + budget + ".svg")).content().contains(">narsil</text>");
        }
    }

    @Test
    void quietLeavesTheTablesAlone() {
        assertThat(bench("--methods=random", "--seeds=2", "--quiet", "--out=" + folder.resolve("f")))
                .isZero();
        assertThat(out).startsWith("method").contains("random").doesNotContain("%  ", "Written", "Mean over seeds");
        assertThat(out.strip().lines()).hasSize(2);
    }

    /** Runs of seeds 2 and 3, together and one by one. */
    @Test
    void seedsFollowTheFirstOne() throws IOException {
        String both = figures("--seeds=2", "--first-seed=2");
        String second = figures("--seeds=1", "--first-seed=2");
        String third = figures("--seeds=1", "--first-seed=3");
        assertThat(both).isEqualTo(second + third.substring(third.indexOf('\n') + 1));
    }

    private String figures(String... options) throws IOException {
        Path figures = folder.resolve("seeds");
        String[] common = {"--methods=random", "--quiet", "--out=" + figures};
        assertThat(bench(Stream.of(common, options).flatMap(Stream::of).toArray(String[]::new)))
                .isZero();
        return Files.readString(figures.resolve("regret.csv"));
    }

    @Test
    void anotherColumnMayBeTheScore() {
        assertThat(bench("--score=again", "--methods=random", "--seeds=1")).isZero();
        assertThat(out).contains("64 rows, best again 97");
        refused("no column \"agian\" follows those of the parameters. Maybe \"again\"", "--score=agian");
    }

    @Test
    void aSpaceWithConditionsIsReadAndSearched() throws IOException {
        Files.writeString(
                space,
                "narsil: space/1\nname: t\nparameters: {a: [1, 2], b: {values: [1, 2, 3], when: {a: 2}}, c: [1, 2]}\n");
        Files.writeString(
                table, "a,b,c,score\n1,1,1,1\n1,1,2,2\n2,1,1,3\n2,2,1,4\n2,3,1,5\n2,1,2,4\n2,2,2,5\n2,3,2,6\n");
        assertThat(bench("--seeds=2", "--batch=2", "--quiet")).as(err).isZero();
        assertThat(out.lines().filter(line -> line.startsWith("narsil ")))
                .singleElement()
                .asString()
                .containsPattern("0 ± 0 +1 +\\d");
    }

    @Test
    void wrongOptionsAreNamedWithTheirRule() {
        refused("--budgets: a budget must be a whole number like 12, 300k or 4.5M, not \"x\"", "--budgets=20,x");
        refused("budgets go from the smallest to the largest, but 20 comes after 40. Maybe", "--budgets=40,20");
        refused("--budgets: 30..20 goes from more to less", "--budgets=30..20");
        refused("no row of the table is within 21 multiply-adds and no smaller budget", "--budgets=12,13,20,21");
        refused("--batch: this must be from 3 to 1000, not 2", "--budgets=20,30,48", "--batch=2");
        refused("--first: this must be from 3 to 10000, not 2", "--budgets=20,30,48", "--first=2");
        refused("--measure: there is no \"mac\" here. Maybe \"macs\"", "--budgets=20", "--measure=mac");
        refused(
                "--measure: the table has no column \"params\" to hold budgets against. Maybe one of macs",
                "--budgets=20",
                "--measure=params");
        refused("--measure: only --budgets reads it. Maybe add --budgets", "--measure=macs");
        refused("--budgets: --labels compares predictors on all rows", "--budgets=20", "--labels=8");
        refused("--noise: \"0.0\" is not a number above 0", "--noise=0");
        refused("--noise: \"NaN\" is not a number above 0", "--noise=NaN");
        refused("--labels: --noise tries Narsil's search alone", "--noise=1", "--labels=8");
        refused("--methods: --noise tries Narsil's search alone", "--noise=1", "--methods=random");
        refused("--first-seed: this must be from 0 to", "--first-seed=-1");
        refused("--space: --curves does not read it. Maybe leave one of the two out", "--curves=c.csv");
        refused("--space: --training does not read it", "--training");
        refused("there is no method \"narsli\". Maybe \"narsil\"", "--methods=narsli");
    }
}
