package io.narsil.recipe;

/**
 * The side of the images in training, where it is a share of that which a network is made for.
 *
 * <p>It differs from that by whole steps of a few pixels, so that layers with strides meet the edges as they do at the network's own size:
 * 160 pixels become 128, which can be halved as often, and 161 become 129. It is the least such side that has the share or more.
 */
final class TrainingSide {
    /** Above it a step is of 8 pixels, as it is between the copies of images that spaces search. */
    private static final int SMALL = 64;
    /** Below it a step of 4 would be a fifth of the image. */
    private static final int TINY = 24;
    /** A share such as 0.8 is none to the last bit. */
    private static final double ROUNDING = 1e-9;

    private TrainingSide() {}

    /**
     * Pixels a side.
     *
     * @param share share of the network's resolution, up to 1
     * @param resolution side of the images that the network is made for
     */
    static int of(double share, int resolution) {
        int step = resolution > SMALL ? 8 : resolution >= TINY ? 4 : 1;
        int steps = (int) Math.floor((1 - share) * resolution / step + ROUNDING);
        return Math.max(1, resolution - step * steps);
    }
}
