package io.narsil.onnx.guard;

/** A node whose output's size cannot be found out. */
final class Unfollowed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfollowed(String why) {
        super(why);
    }
}
