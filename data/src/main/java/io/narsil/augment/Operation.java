package io.narsil.augment;

/**
 * The operations of AutoAugment (Cubuk et al., arXiv:1805.09501, table 6) with torchvision's ranges.
 *
 * <p>Their strength is a level: a share of the greatest change, from 0 to 1. Three operations are the same at every
 * level.
 */
enum Operation {
    IDENTITY(false) {
        @Override
        Picture apply(Picture p, double level) {
            return p;
        }
    },
    SHEAR_X(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Moves.shearX(p, 0.3 * level);
        }
    },
    SHEAR_Y(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Moves.shearY(p, 0.3 * level);
        }
    },
    TRANSLATE_X(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Moves.translateX(p, (int) (TRANSLATION * p.size() * level));
        }
    },
    TRANSLATE_Y(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Moves.translateY(p, (int) (TRANSLATION * p.size() * level));
        }
    },
    ROTATE(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Moves.rotate(p, 30 * level);
        }
    },
    BRIGHTNESS(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.brightness(p, 1 + 0.9 * level);
        }
    },
    COLOR(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.color(p, 1 + 0.9 * level);
        }
    },
    CONTRAST(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.contrast(p, 1 + 0.9 * level);
        }
    },
    SHARPNESS(true) {
        @Override
        Picture apply(Picture p, double level) {
            return Sharpness.change(p, 1 + 0.9 * level);
        }
    },
    POSTERIZE(false) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.posterize(p, 8 - (int) Math.rint(4 * level));
        }
    },
    SOLARIZE(false) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.solarize(p, 255 * (1 - level));
        }
    },
    AUTO_CONTRAST(false) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.autoContrast(p);
        }
    },
    EQUALIZE(false) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.equalize(p);
        }
    },
    INVERT(false) {
        @Override
        Picture apply(Picture p, double level) {
            return Tones.invert(p);
        }
    };

    /** The greatest translation as a share of an image's side: the paper's 150 of 331 pixels. */
    private static final double TRANSLATION = 150.0 / 331.0;

    private final boolean signed;

    Operation(boolean signed) {
        this.signed = signed;
    }

    /** Whether the change has an opposite, at negative levels. */
    boolean signed() {
        return signed;
    }

    /** The image changed, at a level from 0 to 1, or from -1 where it is signed. */
    abstract Picture apply(Picture p, double level);
}
