package io.narsil.lab.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every method keeps to, and that the good ones are good. */
class MethodsTest {
    private static final Rounds FOUR = new Rounds(4, 4);
    private static final Rounds TWELVE = new Rounds(12, 12);
    static final Set<String> NAMES = Methods.all(FOUR).keySet();
    /** One of each kind: the others are Narsil's with a part switched off. */
    static final List<String> KINDS = List.of("random", "sobol", "evolution", "narsil");

    private final SearchSpace space = SpaceFile.parse("s.yaml", """
            narsil: space/1
            name: t
            parameters: {a: [1, 2, 3, 4], b: [1, 2, 3, 4], c: [1, 2, 3, 4], only: [one], kind: [x, y]}
            recipe: {rate: [0.1, 0.2, 0.3, 0.4]}
            """);

    /** A smooth score with one best row; every seventh combination is missing. */
    private Table table(boolean constant) {
        List<Candidate> candidates = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<Long> macs = new ArrayList<>();
        for (int i = 0; i < 512; i++) {
            if (i % 7 == 3) {
                continue;
            }
            int[] genes = {i % 4, i / 4 % 4, i / 16 % 4, 0, i / 64 % 2, i / 128};
            candidates.add(space.candidate(genes));
            double size = genes[0] + 2 * genes[1] + 3 * genes[2];
            scores.add(constant ? 1 : size - 2.0 * Math.abs(genes[5] - 2) + genes[4]);
            macs.add((long) (100 * size + 10));
        }
        return new Table(
                space,
                "score",
                candidates,
                scores.stream().mapToDouble(Double::doubleValue).toArray(),
                Map.of("macs", macs.stream().mapToLong(Long::longValue).toArray()),
                List.of());
    }

    private static List<Double> regrets(String method, Table table, int evaluations, int seed) {
        Lookups lookups = new Lookups(TableProblem.of(table), evaluations);
        Methods.all(FOUR).get(method).run(lookups, new Seeds(seed));
        return lookups.regrets(0);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyEvaluationIsUsedOnRowsThatExistAndOnlyOnce(String name) {
        // Lookups refuses a row that is looked up a second time.
        List<Double> regrets = regrets(name, table(false), 13, 1);
        assertThat(regrets).hasSize(13);
        for (int i = 1; i < regrets.size(); i++) {
            assertThat(regrets.get(i)).isLessThanOrEqualTo(regrets.get(i - 1));
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void theSameSeedGivesTheSameSearch(String name) {
        assertThat(regrets(name, table(false), 12, 5)).isEqualTo(regrets(name, table(false), 12, 5));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void aConstantScoreEndsWithoutRegret(String name) {
        assertThat(regrets(name, table(true), 9, 1)).hasSize(9).containsOnly(0.0);
    }

    @Test
    void aTableIsSearchedToItsEnd() {
        Table small = small();
        for (String name : KINDS) {
            assertThat(regrets(name, small, 50, 1)).as(name).hasSize(3).last().isEqualTo(0.0);
        }
    }

    /** 0.81 - (0.81 - 0.31) is not 0.31: a rank must not come from a regret. */
    @Test
    void ranksAreThoseOfTheRowsThemselves() {
        List<Candidate> three = table(false).candidates().subList(0, 3);
        Table table = new Table(space, "score", three, new double[] {0.31, 0.81, 0.1}, Map.of(), List.of());
        assertThat(table.best() - (table.best() - 0.31)).isNotEqualTo(0.31);
        Lookups lookups = new Lookups(TableProblem.of(table), 3);
        lookups.look(2);
        lookups.look(0);
        lookups.look(1);
        assertThat(lookups.ranks(0)).containsExactly(3, 2, 1);
    }

    /** Fewer rows than the batch. */
    private Table small() {
        List<Candidate> three = table(false).candidates().subList(0, 3);
        return new Table(space, "score", three, new double[] {1, 3, 2}, Map.of(), List.of());
    }

    @Test
    void aPredictorFindsWhatChanceDoesNot() {
        double chance = 0;
        double narsil = 0;
        for (int seed = 1; seed <= 3; seed++) {
            chance += regrets("random", table(false), 24, seed).get(23);
            narsil += regrets("narsil", table(false), 24, seed).get(23);
        }
        assertThat(narsil).isLessThan(chance);
    }

    /** The same with curves of five epochs that never cross, but for one row that is best until the last. */
    private Table withEpochs() {
        Table plain = table(false);
        List<List<Double>> curves = new ArrayList<>();
        for (int row = 0; row < plain.size(); row++) {
            double score = plain.score(row);
            double early = row == 5 ? 100 : score;
            curves.add(List.of(early - 4, early - 3, early - 2, early - 1, score));
        }
        double[] scores =
                IntStream.range(0, plain.size()).mapToDouble(plain::score).toArray();
        return new Table(space, "score", plain.candidates(), scores, Map.of(), curves);
    }

    @Test
    void aClockCountsTheEpochsAndWhoStopsEarlyPaysForWhatItMisjudges() {
        Table table = withEpochs();
        Lookups lookups = new Lookups(TableProblem.of(table), 3);
        lookups.look(100);
        lookups.look(5);
        assertThat(lookups.clock()).containsExactly(5, 10);
        double fair = table.best() - Math.max(table.score(100), table.score(5));
        assertThat(lookups.regrets(0).get(1)).isEqualTo(fair);
        // From now on all are compared after two epochs, where row 5 deceives.
        lookups.look(101, 2);
        assertThat(lookups.clock()).endsWith(12);
        assertThat(lookups.regrets(0).get(2)).isEqualTo(table.best() - table.score(5));
    }

    @Test
    void afterTheFirstBatchNarsilStopsWhereTheRanksAreThoseOfTheEnd() {
        Lookups lookups = new Lookups(TableProblem.of(withEpochs()), 28);
        Methods.all(new Rounds(16, 12)).get("narsil").run(lookups, new Seeds(1));
        assertThat(lookups.clock().get(15)).isEqualTo(80);
        assertThat(lookups.clock().get(27)).isEqualTo(92);
    }

    @Test
    void aBudgetLeavesTheRowsWithinItAndNeedsItsColumn() {
        Table all = table(false);
        Table some = all.within(new Budget("b", Map.of(Measure.MACS, 900L)));
        assertThat(some.size()).isBetween(1, all.size() - 1);
        for (int row = 0; row < some.size(); row++) {
            assertThat(some.cost("macs", row)).isLessThanOrEqualTo(900);
            assertThat(some.score(row))
                    .isEqualTo(all.score(all.row(some.candidates().get(row)).orElseThrow()));
        }
        assertThat(some.best()).isLessThan(all.best());
        assertThatThrownBy(() -> all.within(new Budget("b", Map.of(Measure.PARAMS, 1L))))
                .hasMessageContaining("the table has no column \"params\" to hold a budget against. Maybe one of macs");
        assertThatThrownBy(() -> all.within(new Budget("b", Map.of(Measure.MACS, 1L))))
                .hasMessageContaining("no row of the table is within");
    }

    /** A value that does not matter is none: rows that differ in it alone are one row. */
    @Test
    void aSpaceWithConditionsIsSearchedToo() {
        SearchSpace conditional = SpaceFile.parse("s.yaml", """
                narsil: space/1
                name: conditional
                parameters:
                  kind: [plain, wide, deep]
                  width: {values: [1, 2, 3, 4], when: {kind: wide}}
                  depth: {values: [1, 2, 3, 4], when: {kind: deep}}
                recipe:
                  rate: [0.1, 0.2, 0.3]
                """);
        List<Candidate> candidates = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < 144; i++) {
            Candidate candidate = conditional.candidate(new int[] {i % 3, i / 3 % 4, i / 12 % 4, i / 48});
            if (!candidates.contains(candidate)) {
                candidates.add(candidate);
                scores.add((double) candidate.gene(1) + 2 * candidate.gene(2) - Math.abs(candidate.gene(3) - 1));
            }
        }
        assertThat(candidates).hasSize(3 + 12 + 12);
        Table table = new Table(
                conditional,
                "score",
                candidates,
                scores.stream().mapToDouble(s -> s).toArray(),
                Map.of(),
                List.of());
        for (String name : NAMES) {
            assertThat(regrets(name, table, 27, 1)).as(name).hasSize(27).endsWith(0.0);
        }
        assertThat(regrets("narsil", table, 16, 1)).as("seed 1").endsWith(0.0);
    }

    /** More rows than are looked at together. */
    @Test
    void aVeryLargeTableIsSearchedInParts() {
        SearchSpace large = SpaceFile.parse("s.yaml", """
                narsil: space/1
                name: large
                parameters: {a: [1, 2, 3, 4, 5, 6, 7], b: [1, 2, 3, 4, 5, 6, 7], c: [1, 2, 3, 4, 5, 6, 7]}
                recipe: {d: [1, 2, 3, 4, 5, 6, 7], e: [1, 2, 3, 4, 5, 6, 7], f: [1, 2, 3, 4, 5, 6, 7]}
                """);
        List<Candidate> candidates = new ArrayList<>();
        double[] scores = new double[7 * 7 * 7 * 7 * 7 * 7];
        for (int row = 0; row < scores.length; row++) {
            int[] genes = new int[6];
            double score = 0;
            for (int p = 0, rest = row; p < 6; p++, rest /= 7) {
                genes[p] = rest % 7;
                score -= (p + 1) * Math.abs(genes[p] - 4);
            }
            candidates.add(large.candidate(genes));
            scores[row] = score;
        }
        Lookups lookups =
                new Lookups(TableProblem.of(new Table(large, "score", candidates, scores, Map.of(), List.of())), 72);
        Methods.all(TWELVE).get("narsil").run(lookups, new Seeds(1));
        assertThat(lookups.regrets(0)).hasSize(72);
        assertThat(lookups.regrets(0).get(71)).as("seed 1").isLessThanOrEqualTo(2);
    }
}
