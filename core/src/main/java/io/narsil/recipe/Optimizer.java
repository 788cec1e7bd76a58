package io.narsil.recipe;

/** The two optimizers of FBNetV3's space. */
public enum Optimizer {
    /** RMSProp as TensorFlow has it: epsilon inside the square root, momentum 0.9. */
    RMSPROP,
    /** Stochastic gradient descent with momentum 0.9. */
    SGD
}
