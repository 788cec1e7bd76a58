package io.narsil.boxes;

import java.util.List;
import java.util.OptionalDouble;

/**
 * COCO's twelve figures, all 0..1: means over the classes that have objects (of the areas asked for); empty where none has.
 *
 * @param ap mean average precision (mAP), over IoU .50 to .95
 * @param ap50 mean average precision at IoU .50
 * @param ap75 mean average precision at IoU .75
 * @param apSmall mAP of small objects
 * @param apMedium mAP of medium ones
 * @param apLarge mAP of large ones
 * @param ar1 share of objects that is found by the best box of each class in each image, mean over IoU .50 to .95
 * @param ar10 share that is found by the 10 best
 * @param ar100 share that is found by the 100 best
 * @param arSmall share of small objects that is found by the 100 best
 * @param arMedium share of medium ones
 * @param arLarge share of large ones
 * @param classes figures of each class, by label
 */
public record DetectionScores(
        OptionalDouble ap,
        OptionalDouble ap50,
        OptionalDouble ap75,
        OptionalDouble apSmall,
        OptionalDouble apMedium,
        OptionalDouble apLarge,
        OptionalDouble ar1,
        OptionalDouble ar10,
        OptionalDouble ar100,
        OptionalDouble arSmall,
        OptionalDouble arMedium,
        OptionalDouble arLarge,
        List<ClassScore> classes) {
    /** Keeps a copy. */
    public DetectionScores {
        classes = List.copyOf(classes);
    }
}
