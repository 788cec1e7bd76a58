package io.narsil.task;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a network says of images whose classes are known, with its probabilities: more than the classes that it names tell, how
 * sure it was where it is wrong and how near the truth was.
 */
public final class Answers {
    /** So many of the most probable classes count in {@link #amongFirst}. */
    public static final int FIRST = 5;
    /** With so many classes or fewer, five of them are half of all, and that the right one is among them says little. */
    public static final int FEW_CLASSES = 10;

    private static final Comparator<Mistake> SUREST =
            Comparator.comparingDouble((Mistake m) -> -m.probability()).thenComparingInt(Mistake::image);

    private final Confusion confusion;
    private final int kept;
    private final PriorityQueue<Mistake> surest = new PriorityQueue<>(SUREST.reversed());
    private long amongFirst;
    private double loss;

    /**
     * Answers to no image yet.
     *
     * @param kept number of mistakes that are remembered one by one, at least 1
     */
    public Answers(int classes, int kept) {
        confusion = new Confusion(classes);
        this.kept = kept;
    }

    /**
     * A wrong answer to one image.
     *
     * @param image number of the image
     * @param label class of the image
     * @param answer class that was named
     * @param probability probability that the network gave that class
     */
    public record Mistake(int image, int label, int answer, double probability) {}

    /**
     * Adds the answer to one image. Of classes that are equally probable the first is named, as everywhere.
     *
     * @param image number of the image
     * @param label class of the image
     * @param probabilities probability of each class
     */
    public void add(int image, int label, double[] probabilities) {
        int answer = 0;
        int before = 0;
        for (int c = 0; c < probabilities.length; c++) {
            answer = probabilities[c] > probabilities[answer] ? c : answer;
            boolean ahead =
                    probabilities[c] > probabilities[label] || (probabilities[c] == probabilities[label] && c < label);
            before += ahead ? 1 : 0;
        }
        confusion.add(label, answer);
        amongFirst += before < FIRST ? 1 : 0;
        // What is so improbable that it rounds to 0 has no logarithm.
        loss -= Math.log(Math.max(probabilities[label], Double.MIN_VALUE));
        if (answer != label) {
            surest.add(new Mistake(image, label, answer, probabilities[answer]));
            if (surest.size() > kept) {
                surest.remove();
            }
        }
    }

    /** Which classes were named for the images of which class. */
    public Confusion confusion() {
        return confusion;
    }

    /** The share of images whose class is among the five most probable (top-5 accuracy); not a number where there are none. */
    public double amongFirst() {
        return (double) amongFirst / confusion.count();
    }

    /** The number of images whose class is among the five most probable. */
    public long countAmongFirst() {
        return amongFirst;
    }

    /** The mean cross-entropy: how improbable the right classes are held to be. Not a number where there are no images. */
    public double crossEntropy() {
        return loss / confusion.count();
    }

    /** The images of which the network was most sure and wrong, the surest first. */
    public List<Mistake> surest() {
        return surest.stream().sorted(SUREST).toList();
    }
}
