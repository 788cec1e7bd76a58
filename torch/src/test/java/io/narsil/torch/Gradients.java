package io.narsil.torch;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradients of a depthwise convolution, as a training takes them: libtorch's for the images, and for the weights its own
 * where it computes them.
 */
record Gradients(Tensor images, Tensor weights) {
    /**
     * Those of a sum over the outputs of the convolution {@code c}.
     *
     * @param x images that went in
     * @param w weights, in the shape of the gradient
     */
    static Gradients of(Depthwise depthwise, Tensor sum, Tensor x, Tensor w) {
        boolean own = depthwise.weights().contains("c.weight");
        Tensor last = own ? depthwise.outputs().get(0) : w;
        TensorVector found = torch.grad(
                new TensorVector(sum), new TensorVector(x, last), new TensorVector(), new BoolOptional(), false, false);
        Tensor gradient = torch.zeros_like(w);
        if (own) {
            depthwise.gradient(0, found.get(1), gradient);
        } else {
            gradient.copy_(found.get(1));
        }
        return new Gradients(found.get(0), gradient);
    }
}
