package io.narsil.onnx.guard;

/**
 * What a node makes of one image.
 *
 * @param size size of each of its outputs
 * @param work number of its multiplications or comparisons
 */
record Made(Size size, long work) {
    static Made of(Size size) {
        return new Made(size, size.elements());
    }
}
