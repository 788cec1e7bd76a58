package io.narsil.onnx;

import com.google.protobuf.ByteString;
import io.narsil.config.UserException;
import io.narsil.onnx.guard.CheckedModel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksum of a file's bytes, which is the last entry of its metadata and so of the file: no part of the format says that a
 * weight is not as it was written.
 */
final class ModelChecksum {
    private static final String KEY = "crc32c";
    private static final int METADATA = 14;

    private ModelChecksum() {}

    /** The model with the checksum of all that it holds so far, as its last field. */
    static Message ended(Message model) {
        return entry(model, sum(model.bytes().toByteArray()));
    }

    private static Message entry(Message model, String sum) {
        return model.message(METADATA, new Message().text(1, KEY).text(2, sum));
    }

    private static String sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /**
     * Throws a {@link UserException} where a file has a checksum and does not match it; those of earlier versions, and what
     * other programs made of a file, may have none.
     *
     * @param name name of the file in messages
     */
    static void check(String name, CheckedModel model) {
        if (!model.metadata().containsKey(KEY)) {
            return;
        }
        byte[] bytes = model.bytes();
        int end = bytes.length - entry(new Message(), sum(bytes)).bytes().size();
        byte[] before = Arrays.copyOf(bytes, Math.max(0, end));
        ByteString found = ByteString.copyFrom(bytes, before.length, bytes.length - before.length);
        if (!found.equals(entry(new Message(), sum(before)).bytes())) {
            throw new UserException(
                    name,
                    "the file is damaged or was changed: its checksum (\"" + KEY + "\" in its metadata) does not match",
                    "write it again with \"narsil export\"; if another program changed it on purpose, remove that entry");
        }
    }
}
