package io.narsil.report.part;

import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.evaluation.FoundPhotos;
import io.narsil.study.export.Int8Worth;
import io.narsil.study.folder.BoxFigures;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.PlainFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.folder.TestIntervals;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the files of one member of a family say, as far as the page of it and the report show it.
 *
 * @param network blocks of its network; null where its file is missing or damaged
 * @param recipe text of its recipe; null in the same case
 * @param eightBits worth of its file in 8 bits
 * @param answers answers to the test images, where they were kept
 * @param intervals intervals of the accuracies in its rows, by what was measured
 */
public record MemberView(
        List<BlockView> network,
        String recipe,
        Optional<Int8Worth> eightBits,
        Optional<Evaluation> answers,
        Map<String, Object> intervals) {
    /** With more classes than so many there is no room for a matrix on a page, and mistakes are named one by one. */
    private static final int MOST_ROWS = 20;

    private static final int MOST_KINDS = 20;
    private static final int MOST_CURVES = 100;
    private static final MemberView NONE = new MemberView(null, null, Optional.empty(), Optional.empty(), Map.of());

    /**
     * Reads the files of a member, each by itself.
     *
     * @param files reader that remembers what is wrong with them
     */
    public static MemberView of(RunFiles files, RunFolder run, StudyResult result, StudyResult.Member member) {
        ModelFolder model = files.read(() -> run.inside(member.folder()));
        if (model == null) {
            return NONE;
        }
        List<String> classes = result.classes().stream().map(ClassCount::name).toList();
        Optional<Int8Worth> worth = kept(files, model.int8Worth(), () -> Int8Worth.read(model.int8Worth()));
        return new MemberView(
                files.read(List.of(model.architecture(), model.metrics()), () -> BlockView.of(model.whole())),
                files.memberText(model.recipe()),
                worth,
                kept(
                        files,
                        model.testAnswers(),
                        () -> Evaluation.read(model.testAnswers(), classes).brief(MOST_ROWS, MOST_KINDS)),
                intervals(result, member, worth));
    }

    /**
     * What members find in some test images; nothing where they classify, or what they found is not kept.
     *
     * @param models folders of the members, by budget
     */
    public static Optional<FoundPhotos> photos(RunFolder run, Map<String, ModelFolder> models) {
        return FoundPhotos.of(run, models).map(all -> all.brief(MOST_ROWS, MOST_KINDS, MOST_CURVES));
    }

    /** What a file says that need not be there. */
    private static <T> Optional<T> kept(RunFiles files, Path file, Supplier<T> reader) {
        return PlainFile.there(file) ? Optional.ofNullable(files.read(List.of(file), reader)) : Optional.empty();
    }

    private static Map<String, Object> intervals(
            StudyResult result, StudyResult.Member member, Optional<Int8Worth> worth) {
        Map<String, Object> intervals = new LinkedHashMap<>();
        TestIntervals known = TestIntervals.of(result);
        known.of(member.test()).ifPresent(i -> intervals.put("member", i));
        resampled(member.detail()).ifPresent(i -> intervals.put("member", i));
        if (member.hand() != null) {
            known.of(member.hand().test()).ifPresent(i -> intervals.put("hand", i));
            resampled(member.hand().detail()).ifPresent(i -> intervals.put("hand", i));
        }
        if (member.baseline() != null) {
            known.of(member.baseline().test()).ifPresent(i -> intervals.put("baseline", i));
        }
        worth.ifPresent(w -> {
            TestIntervals tested = new TestIntervals(w.tested());
            tested.of(w.accuracy()).ifPresent(i -> intervals.put("int8", i));
            tested.of(w.floatsAccuracy()).ifPresent(i -> intervals.put("floats", i));
        });
        return intervals;
    }

    /** The interval of a mean average precision, lower end first. */
    private static Optional<Map<String, Double>> resampled(Detail detail) {
        return Optional.ofNullable(detail)
                .map(Detail::found)
                .map(BoxFigures::mapInterval)
                .filter(ends -> ends.size() == 2)
                .map(ends -> Map.of("low", ends.get(0), "high", ends.get(1)));
    }
}
