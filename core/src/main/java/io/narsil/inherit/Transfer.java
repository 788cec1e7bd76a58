package io.narsil.inherit;

import java.util.ArrayList;
import java.util.List;

/**
 * One layer of the child and the layer of the parent that it comes from.
 *
 * @param outs parent's channel for each that comes out
 * @param ins parent's channel for each that goes in; the same as {@code outs} where the layer does not mix channels
 * @param images truth of its reading images, whose channels are colours
 */
record Transfer(Layer layer, Layer old, int[] outs, int[] ins, int oldOuts, int oldIns, boolean images) {
    /** Whether the groups of a convolution hold the same channels as the parent's. */
    boolean grouped() {
        if (!layer.mixes() || (layer.groups() == 1 && old.groups() == 1)) {
            return true;
        }
        return layer.groups() == old.groups() && aligned(outs, oldOuts) && aligned(ins, oldIns);
    }

    private boolean aligned(int[] channels, int oldWidth) {
        for (int i = 0; i < channels.length; i++) {
            int group = i / (channels.length / layer.groups());
            if (channels[i] != Selection.NEW && channels[i] / (oldWidth / layer.groups()) != group) {
                return false;
            }
        }
        return true;
    }

    /** Whether images of other channels can be read: the filters of three colours are added up for grey, and shared out again. */
    boolean colours() {
        return !images || ins.length == oldIns || (layer.groups() == 1 && (ins.length == 1 || oldIns == 1));
    }

    /**
     * Puts the parent's weights into the child's, which hold their random first values; what reads a channel that the parent
     * does not have becomes 0, so that the network computes what it did.
     *
     * @return number of values that are the parent's
     */
    long weights(float[] from, float[] into) {
        int area = layer.kernel() * layer.kernel();
        int each = into.length / outs.length / area;
        int oldArea = old.kernel() * old.kernel();
        int oldEach = from.length / oldOuts / oldArea;
        long taken = 0;
        for (int o = 0; o < outs.length; o++) {
            if (outs[o] == Selection.NEW) {
                continue;
            }
            for (int i = 0; i < each; i++) {
                int at = (o * each + i) * area;
                if (images && ins.length != oldIns) {
                    taken += colour(from, outs[o] * oldEach * oldArea, oldEach, into, at);
                    continue;
                }
                int place = layer.mixes() ? read(o, i, each, oldEach) : 0;
                int filter = place == Selection.NEW ? -1 : (outs[o] * oldEach + place) * oldArea;
                taken += window(filter, from, 1, into, at);
            }
        }
        return taken;
    }

    /** The place within the parent's filter of the channel that stands at a place of the child's. */
    private int read(int out, int place, int each, int oldEach) {
        int group = out / (outs.length / layer.groups());
        int channel = ins[group * each + place];
        return channel == Selection.NEW ? Selection.NEW : channel - group * oldEach;
    }

    /** One colour for all, or an equal share of one for each. */
    private long colour(float[] from, int filter, int colours, float[] into, int at) {
        int oldArea = old.kernel() * old.kernel();
        float[] sum = new float[oldArea];
        for (int c = 0; c < colours; c++) {
            for (int a = 0; a < oldArea; a++) {
                sum[a] += from[filter + c * oldArea + a];
            }
        }
        return window(0, sum, ins.length, into, at);
    }

    /** A window about the centre of the parent's, with zeros where that ends; all zeros where {@code start} is -1. */
    private long window(int start, float[] from, int share, float[] into, int at) {
        int kernel = layer.kernel();
        int shift = Math.floorDiv(old.kernel() - kernel, 2);
        long taken = 0;
        for (int y = 0; y < kernel; y++) {
            for (int x = 0; x < kernel; x++) {
                int oldY = y + shift;
                int oldX = x + shift;
                boolean inside = start >= 0 && oldY >= 0 && oldX >= 0 && oldY < old.kernel() && oldX < old.kernel();
                into[at + y * kernel + x] = inside ? from[start + oldY * old.kernel() + oldX] / share : 0;
                taken += inside ? 1 : 0;
            }
        }
        return taken;
    }

    /** Puts a value for each channel that comes out; new channels keep theirs. */
    long channels(float[] from, float[] into) {
        long taken = 0;
        for (int o = 0; o < outs.length; o++) {
            if (outs[o] != Selection.NEW) {
                into[o] = from[outs[o]];
                taken++;
            }
        }
        return taken;
    }

    /** The words for people. */
    String text() {
        List<String> parts = new ArrayList<>();
        if (layer.kernel() != old.kernel()) {
            parts.add("kernel " + old.kernel() + (layer.kernel() < old.kernel() ? " cut to " : " padded to ")
                    + layer.kernel());
        }
        if (outs.length < oldOuts) {
            parts.add(outs.length + " of " + oldOuts + " channels, the most important");
        } else if (outs.length > oldOuts) {
            parts.add("padded from " + oldOuts + " to " + outs.length + " channels");
        }
        if (images && ins.length != oldIns) {
            parts.add(ins.length == 1 ? "colours added up" : "colours shared out");
        } else if (layer.mixes() && ins.length < oldIns) {
            parts.add("reads " + ins.length + " of " + oldIns);
        } else if (layer.mixes() && ins.length > oldIns) {
            parts.add("reads " + (ins.length - oldIns) + " more");
        }
        if (layer.bias() && !old.bias()) {
            parts.add("bias new");
        }
        return parts.isEmpty() ? "copied" : String.join("; ", parts);
    }
}
