package io.narsil.study.family;

import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.ConvBlock;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.recipe.RecipeText;
import io.narsil.search.FamilyMember;
import io.narsil.search.History;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.StudyResult;
import java.util.ArrayList;
import java.util.List;

/** What a result says of a network that a person would take by hand. */
final class HandLine {
    private HandLine() {}

    /** The line of a member whose budget has one. */
    static StudyResult.Hand of(Problem problem, FamilyMember member, Detail detail) {
        Double searched = member.byHand() && member.finalist().done()
                ? (Double) member.finalist().result().orElseThrow().score()
                : null;
        return of(problem, member.hand().orElseThrow(), member.byHand(), searched, detail);
    }

    /** The line of a budget whose member is not found yet. */
    static StudyResult.Hand of(Problem problem, History.Entry entry) {
        return of(problem, entry, false, null, null);
    }

    private static StudyResult.Hand of(
            Problem problem, History.Entry entry, boolean member, Double searched, Detail detail) {
        Candidate candidate = entry.trial().candidate();
        TrialResult result = entry.result().orElseThrow();
        Cost cost = problem.cost(candidate);
        return new StudyResult.Hand(
                words(problem, candidate),
                cost.macs(),
                cost.params(),
                RecipeText.brief(problem.recipe(candidate)),
                entry.trial().epochs(),
                result.score(),
                result.testScore().orElse(0),
                member,
                searched,
                detail);
    }

    /** Such as {@code residual, 9 blocks, 16 to 64 channels}: what stands between plain convolutions, and its widths. */
    static String words(Problem problem, Candidate candidate) {
        Network network = problem.network(candidate);
        List<Integer> widths = new ArrayList<>();
        int channels = network.channels();
        for (Block block : network.blocks()) {
            channels = block.out(channels);
            BlockKind kind = block.values().kind();
            if (kind.use() == BlockKind.Use.REPEATED && !kind.equals(ConvBlock.KIND)) {
                widths.add(channels);
            }
        }
        int size = network.resolution();
        return candidate.space().name() + ", " + widths.size() + " blocks, " + widths.get(0) + " to "
                + widths.get(widths.size() - 1) + " channels"
                + (size == problem.input().resolution() ? "" : ", at " + size + " pixels");
    }
}
