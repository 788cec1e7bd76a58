package io.narsil.dashboard;

import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A sample run as if it had been of many classes. */
final class ManyClasses {
    private ManyClasses() {}

    static void write(RunFolder run, int many) {
        List<String> names =
                IntStream.range(0, many).mapToObj(c -> "class " + c).toList();
        List<Evaluation.Mistakes> mistakes = new ArrayList<>();
        names.forEach(n -> mistakes.add(new Evaluation.Mistakes(n, names.get(0), 1)));
        StudyResult of = StudyResult.read(run);
        StudyResult.Member member = StudyResult.Member.of("small", "600k")
                .trained(0.7, 0.65, "models/small")
                .build();
        new StudyResult(
                        of.study(),
                        1,
                        1,
                        1,
                        2,
                        List.of(member),
                        List.of(),
                        "accuracy",
                        names.stream().map(n -> new ClassCount(n, 5, 5, 5)).toList(),
                        1)
                .write(run);
        Evaluation read = Evaluation.read(
                run.model("small").testAnswers(),
                of.classes().stream().map(ClassCount::name).toList());
        new Evaluation(
                        5_000,
                        0,
                        0.5,
                        read.interval(),
                        0.5,
                        0.5,
                        null,
                        1,
                        names.stream()
                                .map(n -> new Evaluation.ClassFigures(n, 5, 0.5, 0.5))
                                .toList(),
                        mistakes,
                        List.of(),
                        Collections.nCopies(many, Collections.nCopies(many, 5L)))
                .write(run.model("small").testAnswers());
    }
}
