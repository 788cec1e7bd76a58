package io.narsil.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One named array.
 *
 * @param shape sizes, outermost first
 * @param content values, little-endian and row-major
 */
public record TensorEntry(String name, Type type, List<Long> shape, Bytes content) {
    /** The kinds of numbers, as files call them. */
    public enum Type {
        BOOL(1),
        U8(1),
        I8(1),
        F8_E4M3(1),
        F8_E5M2(1),
        U16(2),
        I16(2),
        F16(2),
        BF16(2),
        U32(4),
        I32(4),
        F32(4),
        U64(8),
        I64(8),
        F64(8);

        private final int size;

        Type(int size) {
            this.size = size;
        }

        /** The number of bytes of one value. */
        public int size() {
            return size;
        }

        /** Whether each value is a 32-bit float to the bit, as {@link TensorEntry#floats} needs it. */
        public boolean floats() {
            return this == F32 || this == F16 || this == BF16;
        }
    }

    public TensorEntry {
        shape = List.copyOf(shape);
        if (content.size() != count(shape) * type.size()) {
            throw new IllegalArgumentException(
                    name + " has " + content.size() + " bytes, not those of " + type + " " + shape);
        }
    }

    /**
     * An array in a buffer.
     *
     * @param bytes values, little-endian and row-major, from position to limit
     */
    public TensorEntry(String name, Type type, List<Long> shape, ByteBuffer bytes) {
        this(name, type, shape, Bytes.of(bytes));
    }

    /** The values in one buffer; an {@link IllegalStateException} where they are 2 GiB or more. */
    public ByteBuffer bytes() {
        return content.buffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An array of 32-bit floats. */
    public static TensorEntry of(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new TensorEntry(name, Type.F32, boxed(shape), bytes);
    }

    /** An array of 32-bit integers. */
    public static TensorEntry of(String name, int[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return new TensorEntry(name, Type.I32, boxed(shape), bytes);
    }

    /** An array of 64-bit floats. */
    public static TensorEntry of(String name, double[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return new TensorEntry(name, Type.F64, boxed(shape), bytes);
    }

    /** The values of an F64 array. */
    public double[] doubles() {
        if (type != Type.F64) {
            throw new IllegalArgumentException(name + " holds " + type + ", not F64");
        }
        double[] values = new double[bytes().remaining() / 8];
        bytes().asDoubleBuffer().get(values);
        return values;
    }

    /** The values of an array of floats of 32 bits, or of 16. */
    public float[] floats() {
        if (!type.floats()) {
            throw new IllegalArgumentException(name + " holds " + type + ", not F32");
        }
        float[] values = new float[bytes().remaining() / type.size()];
        if (type == Type.F32) {
            bytes().asFloatBuffer().get(values);
            return values;
        }
        ShortBuffer halves = bytes().asShortBuffer();
        for (int i = 0; i < values.length; i++) {
            int bits = halves.get(i);
            values[i] = type == Type.BF16 ? Float.intBitsToFloat(bits << 16) : half(bits);
        }
        return values;
    }

    /** A float of 16 bits (IEEE 754): a sign, five bits of an exponent and ten of a fraction. */
    private static float half(int bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            float small = fraction * 0x1p-24f;
            return sign == 0 ? small : -small;
        }
        int wider = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | wider << 23 | fraction << 13);
    }

    /** The values of an I32 array. */
    public int[] ints() {
        if (type != Type.I32) {
            throw new IllegalArgumentException(name + " holds " + type + ", not I32");
        }
        int[] values = new int[bytes().remaining() / 4];
        bytes().asIntBuffer().get(values);
        return values;
    }

    /** The number of values of a shape; an {@link ArithmeticException} where it does not fit in 63 bits. */
    static long count(List<Long> shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    private static List<Long> boxed(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
