package io.narsil.boxes;

import java.util.List;

/** What became of the boxes of one class in one image: for each range of areas and each IoU. */
final class ImageMatches {
    /** The found boxes of a class that count in an image, those of the highest scores. */
    static final int MOST = 100;

    private static final AreaRange[] RANGES = AreaRange.values();

    private final int image;
    private final List<FoundBox> found;
    private final int[] wanted = new int[RANGES.length];
    /** By range, IoU and found box. A byte each: a set has tens of millions of them. */
    private final byte[] verdicts;

    /** The boxes of one class, in any order. */
    ImageMatches(int image, List<TrueBox> truth, List<FoundBox> found) {
        this.image = image;
        this.found = found.stream().sorted(FoundBox.BY_SCORE).limit(MOST).toList();
        this.verdicts = new byte[RANGES.length * Strictness.COUNT * this.found.size()];
        for (AreaRange range : RANGES) {
            GreedyMatch match = new GreedyMatch(range, truth, this.found);
            wanted[range.place()] = match.wanted();
            for (int strictness = 0; strictness < Strictness.COUNT; strictness++) {
                Verdict[] all = match.verdicts(Strictness.overlap(strictness));
                for (int f = 0; f < all.length; f++) {
                    verdicts[index(range, strictness, f)] = all[f].code();
                }
            }
        }
    }

    private int index(AreaRange range, int strictness, int box) {
        return (range.place() * Strictness.COUNT + strictness) * found.size() + box;
    }

    /** The number of the image, from 0. */
    int image() {
        return image;
    }

    /** The found boxes that count, by falling score. */
    List<FoundBox> found() {
        return found;
    }

    /** The number of objects of these areas that are to be found. */
    int wanted(AreaRange range) {
        return wanted[range.place()];
    }

    /**
     * What a found box is.
     *
     * @param strictness demand of {@link Strictness}
     * @param box place among {@link #found}
     */
    Verdict verdict(AreaRange range, int strictness, int box) {
        return Verdict.of(verdicts[index(range, strictness, box)]);
    }
}
