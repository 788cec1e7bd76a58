package io.narsil.augment;

import java.util.function.IntUnaryOperator;

/** Changes of pixel values, with the rounding of torchvision on 8-bit tensors. */
final class Tones {
    private Tones() {}

    static Picture invert(Picture p) {
        return map(p, v -> 255 - v);
    }

    /** Inverts values of at least {@code threshold}. */
    static Picture solarize(Picture p, double threshold) {
        return map(p, v -> v >= threshold ? 255 - v : v);
    }

    /** Keeps the highest {@code bits} of each value. */
    static Picture posterize(Picture p, int bits) {
        int mask = 0xFF & -(1 << (8 - bits));
        return map(p, v -> v & mask);
    }

    static Picture brightness(Picture p, double factor) {
        return map(p, v -> blend(v, 0, factor));
    }

    /** Changes the saturation; a factor of 0 makes an image grey. */
    static Picture color(Picture p, double factor) {
        if (p.channels() == 1) {
            return p;
        }
        byte[] changed = new byte[p.pixels().length];
        for (int i = 0; i < p.size() * p.size(); i++) {
            int gray = p.gray(i);
            for (int c = 0; c < p.channels(); c++) {
                int at = i * p.channels() + c;
                changed[at] = (byte) blend(p.pixels()[at] & 0xFF, gray, factor);
            }
        }
        return p.with(changed);
    }

    static Picture contrast(Picture p, double factor) {
        double sum = 0;
        int count = p.size() * p.size();
        for (int i = 0; i < count; i++) {
            sum += p.gray(i);
        }
        float mean = (float) (sum / count);
        return map(p, v -> blend(v, mean, factor));
    }

    /** Stretches each channel to the whole range. */
    static Picture autoContrast(Picture p) {
        return perChannel(p, histogram -> {
            int low = 0;
            int high = 255;
            while (histogram[low] == 0) {
                low++;
            }
            while (histogram[high] == 0) {
                high--;
            }
            int darkest = low;
            if (low == high) {
                return v -> v;
            }
            float scale = (1f / (high - low)) * 255f;
            return v -> clamp((v - darkest) * scale);
        });
    }

    /** Spreads each channel's values evenly. */
    static Picture equalize(Picture p) {
        return perChannel(p, histogram -> {
            int last = 255;
            while (histogram[last] == 0) {
                last--;
            }
            int step = (p.size() * p.size() - histogram[last]) / 255;
            if (step == 0) {
                return v -> v;
            }
            int[] levels = new int[256];
            int below = 0;
            for (int v = 0; v < 256; v++) {
                levels[v] = v == 0 ? 0 : Math.min(255, (below + step / 2) / step);
                below += histogram[v];
            }
            return v -> levels[v];
        });
    }

    /** Mixes {@code share} of the first value with the rest of the second, truncated as torchvision does. */
    static int blend(float first, float second, double share) {
        return clamp((float) share * first + (float) (1 - share) * second);
    }

    private static int clamp(float value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    private static Picture map(Picture p, IntUnaryOperator change) {
        byte[] levels = new byte[256];
        for (int v = 0; v < 256; v++) {
            levels[v] = (byte) change.applyAsInt(v);
        }
        byte[] changed = new byte[p.pixels().length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = levels[p.pixels()[i] & 0xFF];
        }
        return p.with(changed);
    }

    /** A change of values that depends on how often each occurs. */
    private interface ByHistogram {
        IntUnaryOperator change(int[] histogram);
    }

    private static Picture perChannel(Picture p, ByHistogram rule) {
        byte[] changed = new byte[p.pixels().length];
        for (int c = 0; c < p.channels(); c++) {
            int[] histogram = new int[256];
            for (int i = c; i < changed.length; i += p.channels()) {
                histogram[p.pixels()[i] & 0xFF]++;
            }
            IntUnaryOperator change = rule.change(histogram);
            for (int i = c; i < changed.length; i += p.channels()) {
                changed[i] = (byte) change.applyAsInt(p.pixels()[i] & 0xFF);
            }
        }
        return p.with(changed);
    }
}
