package io.narsil.photo;

import java.io.IOException;
import java.util.Set;

/**
 * The form of a TIFF file's pixels.
 *
 * @param bits bits of one sample: 1, 2, 4, 8 or 16
 * @param samples number of samples a pixel, alpha among them
 * @param meaning meaning of the samples, by the number of the tag PhotometricInterpretation
 * @param apart place of the samples: each in a plane of its own, or pixel by pixel
 * @param multiplied truth of the colours being multiplied by alpha
 * @param compression method, by the number of the tag
 * @param differences truth of samples being stored as differences to their left
 */
record TiffForm(
        int bits, int samples, int meaning, boolean apart, boolean multiplied, int compression, boolean differences) {
    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;

    static final int PLAIN = 1;
    static final int LZW = 5;
    static final int DEFLATE = 8;
    static final int PACK_BITS = 32773;
    private static final int OLD_DEFLATE = 32946;

    private static final int REDUCED = 1;
    private static final int MULTIPLIED = 1;

    private static final int SUBFILE = 254;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int SAMPLES = 277;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int SUB_IMAGES = 330;
    private static final int EXTRA = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int DNG_VERSION = 50706;

    /** The form in a file's fields; a {@link BadImage} where it is none that is read. */
    static TiffForm of(TiffFields fields) throws IOException {
        if (fields.has(DNG_VERSION) || ((fields.first(SUBFILE, 0) & REDUCED) != 0 && fields.has(SUB_IMAGES))) {
            throw new BadImage("Camera raw files are not read", "convert them to JPEG or PNG");
        }
        int compression = (int) fields.first(COMPRESSION, PLAIN);
        compression = compression == OLD_DEFLATE ? DEFLATE : compression;
        if (!Set.of(PLAIN, LZW, DEFLATE, PACK_BITS).contains(compression)) {
            throw other(compression == 6 || compression == 7 ? "JPEG inside" : "the compression " + compression);
        }
        int meaning = (int) fields.number(PHOTOMETRIC, 0);
        int samples = (int) fields.first(SAMPLES, 1);
        int colours = meaning == RGB ? 3 : 1;
        if (meaning > PALETTE) {
            throw other(meaning == 5 ? "inks (CMYK)" : "colours of the kind " + meaning);
        }
        if (samples < colours || samples > colours + 1) {
            throw other(samples + " values a pixel");
        }
        int bits = (int) fields.first(BITS, 1);
        for (int i = 1; i < Math.min(samples, fields.count(BITS)); i++) {
            if (fields.number(BITS, i) != bits) {
                throw other("channels of different depths");
            }
        }
        boolean few = Set.of(1, 2, 4).contains(bits) && samples == 1;
        if (!few && bits != 8 && !(bits == 16 && meaning != PALETTE)) {
            throw other(bits + " bits a value");
        }
        long format = fields.first(SAMPLE_FORMAT, 1);
        long predictor = fields.first(PREDICTOR, 1);
        if ((format != 1 && format != 4) || predictor == 3) {
            throw other("values that are not whole numbers from 0 on");
        }
        boolean squeezed = compression == LZW || compression == DEFLATE;
        if (predictor > 2 || (predictor == 2 && squeezed && bits < 8) || fields.first(FILL_ORDER, 1) != 1) {
            throw other("an order of bits that is rarely used");
        }
        return new TiffForm(
                bits,
                samples,
                meaning,
                samples > 1 && fields.first(PLANAR, 1) == 2,
                meaning == RGB && samples == 4 && fields.first(EXTRA, 0) == MULTIPLIED,
                compression,
                predictor == 2 && squeezed);
    }

    private static BadImage other(String what) {
        return new BadImage("TIFF files with " + what + " are not read", "convert them to JPEG or PNG");
    }

    /** The number of samples that lie beside each other. */
    int together() {
        return apart ? 1 : samples;
    }

    /** The bytes of a row of so many pixels. */
    long rowBytes(long pixels) {
        return (pixels * together() * bits + 7) / 8;
    }
}
