package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.NumberRange;
import io.narsil.detector.DetectorForm;

/**
 * The row {@code detector} of a space's file: its networks find objects, with this neck and head in place of their own head.
 *
 * @param neck channels of the levels
 * @param depth convolutions of the head before its answers
 */
record DetectorRow(Setting neck, Setting depth) {
    /** The key of the row. */
    static final String KEY = "detector";

    private static final NumberRange CHANNELS = new NumberRange(8, 1024, true);
    private static final NumberRange DEPTHS = new NumberRange(0, 16, true);

    /** Reads the row; what it does not say is as usual. */
    static DetectorRow read(ConfigNode node, Declarations declarations) {
        Setting neck = setting(node, "neck", DetectorForm.USUAL.neck(), CHANNELS, declarations);
        Setting depth = setting(node, "depth", DetectorForm.USUAL.depth(), DEPTHS, declarations);
        node.closed();
        return new DetectorRow(neck, depth);
    }

    private static Setting setting(
            ConfigNode row, String key, int usual, NumberRange range, Declarations declarations) {
        ConfigNode node = row.at(key);
        return node.present()
                ? declarations.setting(KEY + "." + key, node, Parameter.Group.ARCHITECTURE, range)
                : Setting.fixed(Integer.toString(usual));
    }

    /** The form that {@code genes} choose. */
    DetectorForm form(int[] genes) {
        return new DetectorForm(neck.integer(genes), depth.integer(genes));
    }
}
