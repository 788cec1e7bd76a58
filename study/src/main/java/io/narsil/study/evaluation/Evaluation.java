package io.narsil.study.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.json.MayBeNull;
import io.narsil.task.Answers;
import io.narsil.task.Confusion;
import io.narsil.task.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a network answers to images whose classes are known; images that could not be read are in no figure.
 *
 * @param images number of images that were answered
 * @param unread number of images that could not be read
 * @param interval interval of 95 % of the accuracy
 * @param balancedAccuracy mean of the recalls of the classes that have images
 * @param macroF1 mean of the F1 scores of the classes that have images or were named
 * @param top5 share of images whose class is among the five most probable; null where there are ten classes or fewer
 * @param crossEntropy mean of the negative logarithms of the right classes' probabilities
 * @param classes figures by class, in the order of the logits
 * @param mistakes kinds of mistakes, the most frequent first
 * @param surest images of which the network was most sure and wrong, the surest first
 * @param matrix number of images by class (row) and answer (column); null where there are more than 1,000 classes
 */
public record Evaluation(
        long images,
        long unread,
        double accuracy,
        Interval interval,
        double balancedAccuracy,
        double macroF1,
        @MayBeNull Share top5,
        double crossEntropy,
        List<ClassFigures> classes,
        List<Mistakes> mistakes,
        List<SureMistake> surest,
        @MayBeNull List<List<Long>> matrix) {
    /** So many images are named one by one. */
    static final int SUREST = 10;

    private static final int MOST_ROWS = 1000;

    public Evaluation {
        classes = List.copyOf(classes);
        mistakes = List.copyOf(mistakes);
        surest = List.copyOf(surest);
        matrix = matrix == null ? null : List.copyOf(matrix);
    }

    /**
     * A share of the images.
     *
     * @param interval interval of 95 %
     */
    public record Share(double share, Interval interval) {}

    /**
     * The figures of one class.
     *
     * @param images number of images of the class
     * @param recall share of these that were named so; null where there are none
     * @param precision share of right answers among those that name the class; null where none does
     */
    public record ClassFigures(
            String name,
            long images,
            @MayBeNull Double recall,
            @MayBeNull Double precision) {}

    /**
     * A kind of mistake.
     *
     * @param label class of the images
     * @param answer class that was named for them
     * @param images number of images
     */
    public record Mistakes(String label, String answer, int images) {}

    /**
     * An image for which another class was named.
     *
     * @param number number of the image among those that were measured, from 0
     * @param image name of its file; null where it is not known
     * @param label class that it has
     * @param answer class that was named
     * @param probability probability that the network gave the answer
     * @param picture small PNG in Base64; null where there is none
     */
    public record SureMistake(
            int number,
            @MayBeNull String image,
            String label,
            String answer,
            double probability,

            @MayBeNull @JsonInclude(JsonInclude.Include.NON_NULL)
            String picture) {}

    /** Reads what {@link #write} has written; a {@link UserException} where it is damaged, or not of these classes. */
    public static Evaluation read(Path file, List<String> classes) {
        Evaluation read = Json.complete(file, Evaluation.class);
        int count = classes.size();
        boolean sound = read.classes.stream().map(ClassFigures::name).toList().equals(classes)
                && (read.matrix == null
                        || (read.matrix.size() == count && read.matrix.stream().allMatch(row -> row.size() == count)))
                && read.surest.stream().allMatch(m -> m.picture == null || m.picture.matches("[A-Za-z0-9+/]*=*"));
        if (!sound) {
            throw new UserException(
                    file.toString(), "the file is damaged: its figures are not of these classes", "delete it");
        }
        return read;
    }

    /** Writes the file whole. */
    public void write(Path file) {
        Json.write(file, this);
    }

    /**
     * The same as a page shows it, which has no room for all.
     *
     * @param rows largest number of classes of which it keeps the matrix
     * @param kinds largest number of kinds of mistakes that it keeps
     */
    public Evaluation brief(int rows, int kinds) {
        return new Evaluation(
                images,
                unread,
                accuracy,
                interval,
                balancedAccuracy,
                macroF1,
                top5,
                crossEntropy,
                classes,
                mistakes.stream().limit(kinds).toList(),
                surest,
                classes.size() > rows ? null : matrix);
    }

    /** The same with pictures of the images that are most surely wrong. */
    public Evaluation pictured(IntFunction<String> pictures) {
        List<SureMistake> all = surest.stream()
                .map(m ->
                        new SureMistake(m.number, m.image, m.label, m.answer, m.probability, pictures.apply(m.number)))
                .toList();
        return new Evaluation(
                images,
                unread,
                accuracy,
                interval,
                balancedAccuracy,
                macroF1,
                top5,
                crossEntropy,
                classes,
                mistakes,
                all,
                matrix);
    }

    /**
     * The figures of answers to at least one image.
     *
     * @param names names of the images by their numbers, or null for one that has none
     */
    static Evaluation of(Answers answers, List<String> classes, IntFunction<String> names, long unread) {
        Confusion confusion = answers.confusion();
        long count = confusion.count();
        Share top5 = new Share(answers.amongFirst(), Interval.of(answers.countAmongFirst(), count));
        return new Evaluation(
                count,
                unread,
                confusion.accuracy(),
                Interval.of(confusion.right(), count),
                confusion.balancedAccuracy(),
                confusion.macroF1(),
                classes.size() > Answers.FEW_CLASSES ? top5 : null,
                answers.crossEntropy(),
                IntStream.range(0, classes.size())
                        .mapToObj(c -> new ClassFigures(
                                classes.get(c),
                                confusion.images(c),
                                known(confusion.recall(c)),
                                known(confusion.precision(c))))
                        .toList(),
                confusion.mistakes().stream()
                        .map(m -> new Mistakes(classes.get(m.label()), classes.get(m.answer()), m.images()))
                        .toList(),
                answers.surest().stream()
                        .map(m -> new SureMistake(
                                m.image(),
                                names.apply(m.image()),
                                classes.get(m.label()),
                                classes.get(m.answer()),
                                m.probability(),
                                null))
                        .toList(),
                classes.size() > MOST_ROWS ? null : matrix(confusion, classes.size()));
    }

    private static Double known(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }

    private static List<List<Long>> matrix(Confusion confusion, int classes) {
        return IntStream.range(0, classes)
                .mapToObj(label -> IntStream.range(0, classes)
                        .mapToObj(answer -> confusion.count(label, answer))
                        .toList())
                .toList();
    }
}
