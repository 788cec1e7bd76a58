package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FewerBlocksTest {
    private static final String TEXT = """
            narsil: space/1
            name: deep
            input: {resolution: {from: 32, to: 64, step: 16, prior: 64}}
            stages:
              - {block: conv, kernel: 3, channels: 8, stride: 2}
              - {block: mbconv, kernel: {values: [3, 5], prior: 3}, expansion: 4, channels: 16, depth: {from: 1, to: 5, prior: 4}, stride: 2}
              - {block: mbconv, kernel: 3, expansion: 4, channels: 16, depth: {from: 1, to: 4, prior: 3}}
              - {block: classifier}
            recipe:
              dropout: {values: [0, 0.2], prior: 0.2}
            """;

    private final StageCosts costs = new StageCosts(SpaceFile.parse("deep", TEXT), new InputSpec(3, 64, 10));
    private final int[] believed = costs.space().believed(10);

    private Candidate candidate(int resolution, int first, int second) {
        return costs.space()
                .candidate(Map.of(
                        "resolution", Integer.toString(resolution),
                        "stage2.kernel", "3",
                        "stage2.depth", Integer.toString(first),
                        "stage3.depth", Integer.toString(second),
                        "dropout", "0.2"));
    }

    private long macs(Candidate candidate) {
        return costs.of(candidate).macs();
    }

    private Optional<Candidate> within(long macs) {
        Predicate<Candidate> fits = c -> macs(c) <= macs;
        return FewerBlocks.of(costs, believed, fits);
    }

    @Test
    void blocksAreLeftOutUntilTheLargestCopiesFit() {
        assertThat(within(macs(candidate(64, 3, 3)))).contains(candidate(64, 3, 3));
        assertThat(within(macs(candidate(64, 3, 3)) - 1)).contains(candidate(64, 3, 2));
        assertThat(within(macs(candidate(64, 2, 2)))).contains(candidate(64, 2, 2));
    }

    /** A row is called by its stage and place where the stage has several rows, or as a user calls it. */
    @Test
    void blocksAreLeftOutOfRowsOfAnyName() {
        String text = TEXT.replace("kernel: {values: [3, 5]", "name: stage2.1, kernel: {values: [3, 5]")
                .replace("{block: mbconv, kernel: 3,", "{block: mbconv, name: body, part: same, kernel: 3,");
        StageCosts named = new StageCosts(SpaceFile.parse("deep", text), new InputSpec(3, 64, 10));
        assertThat(FewerBlocks.of(
                                named,
                                named.space().believed(10),
                                c -> named.of(c).macs() <= macs(candidate(64, 3, 2)))
                        .map(Candidate::values))
                .hasValueSatisfying(values -> assertThat(values)
                        .containsEntry("resolution", "64")
                        .containsEntry("stage2.1.depth", "3")
                        .containsEntry("body.depth", "2"));
    }

    /** What follows another parameter is no number of its own: to take less of it would be another network. */
    @Test
    void aDepthThatFollowsAWidthIsLeftAsItIs() {
        String text = TEXT.replace("stages:\n", "parameters:\n  width: {values: [4, 8], prior: 8}\nstages:\n")
                .replace(
                        "channels: 16, depth: {from: 1, to: 4, prior: 3}",
                        "channels: {by: $width, values: [8, 16]}, depth: {by: $width, values: [2, 4]}");
        StageCosts following = new StageCosts(SpaceFile.parse("deep", text), new InputSpec(3, 64, 10));
        int[] genes = following.space().believed(10);
        FewerBlocks.of(following, genes, c -> c.values().get("stage2.depth").equals("2"))
                .ifPresent(c -> assertThat(c.values()).containsEntry("width", "8"));
        assertThat(following.space().depths())
                .extracting(i -> following.space().parameters().get(i).name())
                .containsExactly("stage2.depth");
    }

    @Test
    void halfOfTheBlocksStayAndThenCopiesAreSmaller() {
        long room = macs(candidate(48, 4, 3)) - 1;
        assertThat(macs(candidate(64, 2, 2))).isGreaterThan(room);
        assertThat(within(room)).contains(candidate(48, 3, 3));
    }

    @Test
    void thereIsNoneWhereTheWholeNetworkFitsAsLargeOrNothingFits() {
        assertThat(within(macs(candidate(64, 4, 3)))).isEmpty();
        assertThat(within(macs(candidate(48, 4, 3)))).isEmpty();
        assertThat(within(macs(candidate(32, 2, 2)) - 1)).isEmpty();
    }

    @Test
    void aSpaceOfOneSizeOfCopiesHasNone() {
        for (String input : List.of(
                "{smallest: 16, largest: 64}", "{resolution: 64}", "{smallest: 16, largest: 64, resolution: 100%}")) {
            String text = TEXT.replace("{resolution: {from: 32, to: 64, step: 16, prior: 64}}", input);
            StageCosts one = new StageCosts(SpaceFile.parse("deep", text, 64), new InputSpec(3, 64, 10));
            assertThat(FewerBlocks.of(one, one.space().believed(10), c -> false))
                    .isEmpty();
        }
    }

    @Test
    void itIsTheSecondCandidateOfABudgetThatHasNoRoomForTheWhole() {
        Budget small = new Budget("small", Map.of(Measure.MACS, macs(candidate(64, 3, 2))));
        Budget large = new Budget("large", Map.of(Measure.MACS, 2 * macs(candidate(64, 4, 3))));
        Pool pool = Pool.build(List.of(small, large), costs, 60, new Seeds(1), Priors.of(costs.space(), 10));
        assertThat(pool.members().get(small).subList(0, 2)).containsExactly(candidate(48, 4, 3), candidate(64, 3, 2));
        assertThat(pool.members().get(large).get(0)).isEqualTo(candidate(64, 4, 3));
        assertThat(pool.members().get(large)).doesNotHaveDuplicates();
    }
}
