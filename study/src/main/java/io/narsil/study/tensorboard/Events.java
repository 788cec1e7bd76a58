package io.narsil.study.tensorboard;

import io.narsil.onnx.Message;

/** Messages of TensorBoard's event files; the numbers of fields are those of event.proto, summary.proto and tensor.proto. */
final class Events {
    private static final int FLOATS = 1;

    private Events() {}

    /** What each file begins with. */
    static byte[] version() {
        return new Message().text(3, "brain.Event:2").bytes().toByteArray();
    }

    /**
     * A number that a chart shows.
     *
     * @param seconds time of day, of which charts show differences
     */
    static byte[] scalar(double seconds, long step, String tag, double value) {
        Message number = new Message().text(1, tag).real(2, (float) value);
        return new Message()
                .wide(1, seconds)
                .integer(2, step)
                .message(5, new Message().message(1, number))
                .bytes()
                .toByteArray();
    }

    /** What a plugin keeps in place of a number. */
    static byte[] plugin(String name, String tag, Message content) {
        Message plugin = new Message().text(1, name).message(2, content);
        // A tensor of no numbers: shape, whose one dimension is 0.
        Message none = new Message().integer(1, FLOATS).message(2, new Message().message(2, new Message()));
        Message value = new Message().text(1, tag).message(8, none).message(9, new Message().message(1, plugin));
        return new Message().message(5, new Message().message(1, value)).bytes().toByteArray();
    }
}
