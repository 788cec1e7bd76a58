package io.narsil.picture;

import java.awt.Color;

/** Colours of classes, which are easily told from each other as long as there are few. */
final class ClassColours {
    /** Of Okabe and Ito (2008), which people who do not see all colours can tell, too; without black and yellow, which photos have. */
    private static final Color[] FEW = {
        new Color(230, 159, 0),
        new Color(0, 114, 178),
        new Color(0, 158, 115),
        new Color(204, 121, 167),
        new Color(213, 94, 0),
        new Color(86, 180, 233)
    };

    private ClassColours() {}

    /** The colour of one of so many classes. */
    static Color of(int label, int classes) {
        return classes <= FEW.length ? FEW[label] : Color.getHSBColor((float) label / classes, 0.9f, 0.85f);
    }

    /** The colour of letters that are read on another one: black or white. */
    static Color on(Color ground) {
        double light = 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue();
        return light > 140 ? Color.BLACK : Color.WHITE;
    }
}
