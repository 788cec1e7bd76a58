package io.narsil.study.folder;

import io.narsil.json.MayBeNull;
import java.util.List;

/**
 * How well a network finds the objects of the test images, by COCO's rules; each figure is null where no class has one.
 *
 * @param map mean average precision over all classes and IoUs of .50 to .95
 * @param mapInterval interval of 95 % of it, lower end first; null where there are too few images
 * @param ap50 mean average precision at an IoU of .50
 * @param ap50Interval interval of 95 % of it
 * @param ap75 mean average precision at an IoU of .75
 * @param boxes number of boxes that were found
 * @param classes figures of each class, in the order of the labels
 */
public record BoxFigures(
        @MayBeNull Double map,
        @MayBeNull List<Double> mapInterval,
        @MayBeNull Double ap50,
        @MayBeNull List<Double> ap50Interval,
        @MayBeNull Double ap75,
        int boxes,
        List<OfClass> classes) {
    /** Keeps a copy. */
    public BoxFigures {
        classes = List.copyOf(classes);
    }

    /**
     * The figures of one class.
     *
     * @param marked number of objects that are to be found
     * @param ap average precision over IoUs of .50 to .95
     * @param ap50 average precision at an IoU of .50
     */
    public record OfClass(
            String name,
            int marked,
            @MayBeNull Double ap,
            @MayBeNull Double ap50) {}
}
