package io.narsil.task;

import io.narsil.config.Words;

/** The way in which an image of any shape is brought into the square that a network takes. */
public enum Fit {
    /** The middle square, scaled; what lies beside it is cut away. */
    CROP,
    /** The whole image, scaled by its longer side, with bars of one grey beside it. */
    LETTERBOX;

    /**
     * The grey of the bars, in every channel: the mean of photographs (ImageNet's is 0.449 of 255), so that bars are near 0
     * where a network looks at normalised values; detectors of the YOLO family take the same.
     */
    public static final int GREY = 114;

    /** The word in files, such as {@code letterbox}. */
    public String key() {
        return Words.of(this);
    }
}
