package io.narsil.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;

/** A protobuf message under construction, field by field; numbers of fields are those of the format that is written. */
public final class Message {
    private final ByteString.Output bytes = ByteString.newOutput();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** A writer of one field. */
    private interface Field {
        void write() throws IOException;
    }

    private Message put(Field field) {
        try {
            field.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a whole number. */
    public Message integer(int field, long value) {
        return put(() -> out.writeInt64(field, value));
    }

    /** Adds a real number of 32 bits. */
    public Message real(int field, float value) {
        return put(() -> out.writeFloat(field, value));
    }

    /** Adds a real number of 64 bits. */
    public Message wide(int field, double value) {
        return put(() -> out.writeDouble(field, value));
    }

    /** Adds a text. */
    public Message text(int field, String value) {
        return put(() -> out.writeString(field, value));
    }

    Message raw(int field, ByteString value) {
        return put(() -> out.writeBytes(field, value));
    }

    /** Adds a message as it is now. */
    public Message message(int field, Message value) {
        return raw(field, value.bytes());
    }

    /** Adds a field for each of some values. */
    <T> Message each(Iterable<T> values, BiConsumer<Message, T> write) {
        values.forEach(value -> write.accept(this, value));
        return this;
    }

    /** The bytes of the message. */
    public ByteString bytes() {
        put(out::flush);
        return bytes.toByteString();
    }
}
