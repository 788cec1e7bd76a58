package io.narsil.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.Figures;
import io.narsil.study.folder.SmallerNetwork;
import io.narsil.study.folder.StudyResult;
import io.narsil.task.Interval;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final List<ClassCount> ALIKE =
            List.of(new ClassCount("cat", 30, 9, 9), new ClassCount("dog", 25, 9, 9));
    private static final List<ClassCount> UNEQUAL =
            List.of(new ClassCount("cat", 600, 9, 9), new ClassCount("dog", 6, 1, 1));

    private static String table(String score, List<ClassCount> classes, Detail detail) {
        StudyResult.Member member = StudyResult.Member.of("small", "600k multiply-adds")
                .trained(0.97, 0.981, "models/small")
                .detail(detail)
                .build();
        return ResultTable.of(
                new StudyResult("s", 4, 1, 1, 2, List.of(member), List.of(), score, classes, 0.0), Path.of("run"));
    }

    private static Detail detail() {
        Figures figures = new Figures(0.98, Interval.of(98, 100), 0.625, 0.7, List.of(1.0, 0.25), List.of());
        return new Detail(figures, figures);
    }

    private static String table(StudyResult.Member... members) {
        return ResultTable.of(
                new StudyResult("s", 4, 1, 1, 6, List.of(members), List.of(), "accuracy", List.of(), 0.0),
                Path.of("run"));
    }

    private static StudyResult.Member member(String budget, StudyResult.Hand hand) {
        return StudyResult.Member.of(budget, "600k multiply-adds")
                .trained(0.97, 0.981, "models/" + budget)
                .hand(hand)
                .build();
    }

    private static StudyResult.Hand hand(double validation, int epochs, boolean member) {
        return new StudyResult.Hand(
                "residual, 3 blocks, 7 to 28 channels",
                495_572,
                14_945,
                "sgd",
                epochs,
                validation,
                0.9,
                member,
                member ? 0.95 : null,
                null);
    }

    @Test
    void belowAMemberStandsWhatAPersonWouldTake() {
        String text = table(member("small", hand(0.9123, 6, false)), member("large", null));
        assertThat(text)
                .contains(
                        "  by hand         495.6k       14.9k     91.23 %  90.00 %      residual, 3 blocks, 7 to 28 channels")
                .contains("fixed before anything was trained and trained as long.")
                .doesNotContain("did not beat", "nsearched");
        assertThat(table(member("small", null))).doesNotContain("y hand", "nsearched");
    }

    private static StudyResult.Member sized(String budget, long macs, long params, double validation) {
        return StudyResult.Member.of(budget, "so many")
                .cost(macs, params)
                .trained(validation, 0.9, "models/" + budget)
                .build();
    }

    @Test
    void aNetworkThatASmallerOneBeatsIsNamed() {
        String text = table(
                sized("small", 1_000, 100, 0.61),
                sized("medium", 2_000, 200, 0.68),
                sized("large", 3_000, 300, 0.66),
                sized("other", 1_500, 400, 0.65));
        assertThat(text)
                .containsOnlyOnce("no better")
                .contains("The network of large is no better than that of medium, which is smaller:"
                        + " 66.00 against 68.00 % on validation images.");
        assertThat(table(sized("small", 1_000, 100, 0.68), sized("large", 1_000, 100, 0.66)))
                .as("two of one size")
                .doesNotContain("no better");
        assertThat(table(sized("small", 1_000, 100, 0.66), sized("large", 3_000, 300, 0.66)))
                .doesNotContain("no better");
        StudyResult.Member failed = StudyResult.Member.of("large", "so many")
                .cost(3_000, 300)
                .problem("it diverged")
                .build();
        assertThat(table(sized("small", 1_000, 100, 0.66), failed)).doesNotContain("no better");
    }

    @Test
    void aBudgetWithTheNetworkOfASmallerOneSaysWhatItsOwnWasWorth() {
        StudyResult.Member small = sized("small", 1_000, 100, 0.68);
        for (Double own : new Double[] {0.6612, null}) {
            StudyResult.Member large = StudyResult.Member.of("large", "so many")
                    .cost(1_000, 100)
                    .trained(0.68, 0.9, "models/large")
                    .smaller(new SmallerNetwork("small", own))
                    .build();
            assertThat(table(small, large))
                    .contains("The network of large is that of small"
                            + (own == null
                                    ? ": nothing that was trained for it came to its end."
                                    : ", which fits, too, and is better than all that was trained for it: 68.00 against 66.12 % on"
                                            + " validation images."))
                    .doesNotContain("no better");
        }
    }

    @Test
    void whatTheSearchDidNotBeatIsSaid() {
        String text = table(member("small", hand(0.97, 6, true)), member("large", hand(0.9, 9, false)));
        assertThat(text)
                .contains("residual, 3 blocks, 7 to 28 channels: the member")
                .contains(
                        "The search did not beat that for small (its finalist reached 95.00 % on validation images): it is the member.")
                .contains("trained for 6 or 9 epochs.");
    }

    @Test
    void whereClassesAreUnequalTheTableSaysWhatAccuracyHides() {
        String text = table("accuracy", UNEQUAL, detail());
        assertThat(text).contains("test  balanced  worst class").contains("98.10 % ± 25.9    62.5 %   dog 25.0 %");
        assertThat(text).contains("they have from 6 to 600 images to train on").contains("score: balanced_accuracy");
    }

    @Test
    void whereTheyAreNotItIsOneLine() {
        String text = table("accuracy", ALIKE, detail());
        assertThat(text).doesNotContain("balanced").contains("Worst class of the test images: dog 25.0 % (small).");
    }

    @Test
    void anAccuracyHasItsInterval() {
        // 294 of 300: from 95.7 to 99.1 %.
        String text = table(
                "accuracy", List.of(new ClassCount("cat", 600, 9, 150), new ClassCount("dog", 600, 1, 150)), null);
        assertThat(text)
                .contains("98.10 % ± 2.4  ")
                .contains("of 95 %, with 300 test images: what lies within may be chance");
        assertThat(table("accuracy", List.of(), null)).contains("98.10 %   -").doesNotContain("±");
    }

    @Test
    void theScoreThatWasSearchedForIsNamed() {
        String text = table("macro_f1", ALIKE, detail());
        assertThat(text)
                .contains("\"validation\" and \"test\" are macro F1")
                .contains("98.10 %  98.0 % (93.0 to 99.4)   dog 25.0 %")
                .doesNotContain("±");
    }

    @Test
    void whereNothingIsKnownOfClassesNothingIsSaid() {
        assertThat(table("accuracy", UNEQUAL, null)).doesNotContain("balanced", "Worst class", "worst class");
        assertThat(table("accuracy", List.of(), detail())).doesNotContain("balanced", "Worst class");
    }
}
