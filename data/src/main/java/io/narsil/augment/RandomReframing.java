package io.narsil.augment;

import java.util.random.RandomGenerator;

/** An augmentation that boxes can follow: what is drawn moves the pixels of a picture, and then the boxes in it. */
public interface RandomReframing extends Augmentation {
    /**
     * The change of one picture.
     *
     * @param size pixels a side of the picture
     * @param random sole source of chance
     */
    Reframing draw(int size, RandomGenerator random);

    @Override
    default Picture vary(Picture picture, RandomGenerator random) {
        return draw(picture.size(), random).apply(picture);
    }
}
