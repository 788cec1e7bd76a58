package io.narsil.boxes;

/** COCO's ten demands on how well a box must lie: IoU of .50 to .95 in steps of .05, named by their place, 0..9. */
final class Strictness {
    static final int COUNT = 10;
    /** The place of IoU .50. */
    static final int HALF = 0;
    /** The place of IoU .75. */
    static final int THREE_QUARTERS = 5;

    private Strictness() {}

    /**
     * The IoU that is asked for. Computed as numpy's {@code linspace(.5, .95, 10)} does, since a box may lie at a threshold exactly, and
     * the double next to .9, say, is not the same in another formula.
     */
    static double overlap(int place) {
        return 0.5 + place * ((0.95 - 0.5) / (COUNT - 1));
    }
}
