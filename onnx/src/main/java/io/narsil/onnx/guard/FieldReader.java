package io.narsil.onnx.guard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.narsil.config.Printable;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a message as its {@link Form} says. What another reader could understand in another way is no sound file: fields
 * that are not known, of another type, or twice where they should stand once.
 */
final class FieldReader {
    /** Bytes of eight floats. */
    private static final int FEW = 8 * Float.BYTES;

    private final byte[] bytes;
    private final CodedInputStream in;
    private final Findings findings;
    private int left = Limits.FIELDS;
    private long texts;

    FieldReader(byte[] bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
        in = CodedInputStream.newInstance(bytes);
    }

    /** The whole file. */
    Fields read(Form form) {
        try {
            return message(form);
        } catch (IOException e) {
            throw findings.unreadable("it ends, or goes wrong, at byte " + in.getTotalBytesRead());
        }
    }

    private Fields message(Form form) throws IOException {
        Fields fields = new Fields();
        while (!in.isAtEnd()) {
            int at = in.getTotalBytesRead();
            int tag = in.readTag();
            int number = WireFormat.getTagFieldNumber(tag);
            Form.Field field = form.field(number);
            if (field == null || (!field.many() && fields.has(number))) {
                throw findings.unreadable("at byte " + at + ", a " + form.name + " has a field " + number + " that is "
                        + (field == null ? "not known" : "there twice"));
            }
            spend();
            if (field.kind() == Form.Kind.REFUSED) {
                findings.add(field.refusal(), "");
                if (!in.skipField(tag)) {
                    throw wrong(form, number, at);
                }
            } else {
                value(fields, form, field, number, WireFormat.getTagWireType(tag), at);
            }
        }
        return fields;
    }

    private void value(Fields fields, Form form, Form.Field field, int number, int type, int at) throws IOException {
        boolean packed = type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        int expected = switch (field.kind()) {
            case NUMBER -> WireFormat.WIRETYPE_VARINT;
            case REAL -> WireFormat.WIRETYPE_FIXED32;
            case NUMBERS, MANY_INTEGERS -> packed ? type : WireFormat.WIRETYPE_VARINT;
            case MANY_FOURS -> packed ? type : WireFormat.WIRETYPE_FIXED32;
            case MANY_EIGHTS -> packed ? type : WireFormat.WIRETYPE_FIXED64;
            default -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
        };
        if (type != expected) {
            throw wrong(form, number, at);
        }
        switch (field.kind()) {
            case NUMBER -> fields.add(number, in.readInt64());
            case REAL -> fields.add(number, in.readFloat());
            case NAME -> fields.add(number, name(text()));
            case TEXT -> fields.add(number, text());
            case MESSAGE -> {
                int outer = in.pushLimit(length());
                fields.add(number, message(field.form()));
                in.popLimit(outer);
            }
            case NUMBERS -> numbers(fields, number, packed);
            case BYTES -> bytes(fields, number);
            case MANY_INTEGERS -> fields.add(number, packed ? integers() : single(type));
            case MANY_FOURS -> fields.add(number, packed ? pieces(Integer.BYTES) : single(type));
            case MANY_EIGHTS -> fields.add(number, packed ? pieces(Long.BYTES) : single(type));
            case REFUSED -> throw new IllegalStateException();
        }
    }

    /** Only the number of bytes is kept, but of the few that may say how large a value becomes. */
    private void bytes(Fields fields, int number) throws IOException {
        int length = skipped();
        fields.add(number, (long) length);
        if (length <= FEW) {
            int end = in.getTotalBytesRead();
            fields.keep(number, Arrays.copyOfRange(bytes, end - length, end));
        }
    }

    private void spend() {
        if (--left < 0) {
            throw findings.unreadable("it has more than " + Limits.FIELDS + " fields");
        }
    }

    private UserException wrong(Form form, int number, int at) {
        return findings.unreadable(
                "at byte " + at + ", the field " + number + " of a " + form.name + " is of another type");
    }

    private int length() throws IOException {
        int length = in.readRawVarint32();
        if (length < 0) {
            throw new IOException("negative length");
        }
        return length;
    }

    /** Skips some bytes and returns their number. */
    private int skipped() throws IOException {
        int length = length();
        in.skipRawBytes(length);
        return length;
    }

    private long single(int type) throws IOException {
        if (type == WireFormat.WIRETYPE_VARINT) {
            in.readInt64();
        } else {
            in.skipRawBytes(type == WireFormat.WIRETYPE_FIXED32 ? Integer.BYTES : Long.BYTES);
        }
        return 1;
    }

    private long pieces(int size) throws IOException {
        int length = skipped();
        if (length % size != 0) {
            throw new IOException("cut value");
        }
        return length / size;
    }

    /** The number of integers of any length: each ends with the only byte whose highest bit is 0. */
    private long integers() throws IOException {
        int length = skipped();
        int end = in.getTotalBytesRead();
        long count = 0;
        for (int i = end - length; i < end; i++) {
            count += bytes[i] >= 0 ? 1 : 0;
        }
        if (length > 0 && bytes[end - 1] < 0) {
            throw new IOException("cut value");
        }
        return count;
    }

    private void numbers(Fields fields, int number, boolean packed) throws IOException {
        if (!packed) {
            fields.add(number, in.readInt64());
            return;
        }
        int outer = in.pushLimit(length());
        while (!in.isAtEnd()) {
            spend();
            fields.add(number, in.readInt64());
        }
        in.popLimit(outer);
    }

    private String text() throws IOException {
        int length = skipped();
        texts += length;
        if (texts > Limits.TEXTS) {
            throw findings.unreadable("it has more than " + Limits.TEXTS + " bytes of texts");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, in.getTotalBytesRead() - length, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw findings.unreadable("a text before byte " + in.getTotalBytesRead() + " is not in UTF-8");
        }
    }

    /** Names go to native code and into its messages: plain characters only, each of them one char. */
    private String name(String text) {
        boolean odd = !Printable.is(text) || text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        if (odd) {
            throw findings.unreadable("the name " + Findings.quoted(text) + " has characters that no name should have");
        }
        return text;
    }
}
