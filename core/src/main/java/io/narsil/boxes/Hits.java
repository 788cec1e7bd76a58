package io.narsil.boxes;

import java.util.Arrays;

/**
 * The boxes of a ranking that are right or ignored, at one IoU and in one range of areas. All others are wrong, and need only be
 * counted: so precision is asked of a small part of all boxes, which makes a thousand resamples quick.
 */
final class Hits {
    private final int[] ranks;
    private final int[] images;
    private final boolean[] right;

    Hits(Ranking ranking, AreaRange range, int strictness) {
        int[] all = new int[ranking.size()];
        boolean[] allRight = new boolean[ranking.size()];
        int count = 0;
        for (int rank = 0; rank < all.length; rank++) {
            Verdict verdict = ranking.verdict(range, strictness, rank);
            if (verdict != Verdict.WRONG) {
                all[count] = rank;
                allRight[count++] = verdict == Verdict.RIGHT;
            }
        }
        this.ranks = Arrays.copyOf(all, count);
        this.right = Arrays.copyOf(allRight, count);
        this.images = Arrays.stream(ranks).map(ranking::image).toArray();
    }

    /** The number of right and ignored boxes. */
    int size() {
        return ranks.length;
    }

    /** The rank of a box among all of its class. */
    int rank(int hit) {
        return ranks[hit];
    }

    /** The image in which a box is. */
    int image(int hit) {
        return images[hit];
    }

    /** Whether a box is right; else it is ignored. */
    boolean right(int hit) {
        return right[hit];
    }
}
