package io.narsil.onnx;

import com.google.protobuf.ByteString;
import io.narsil.config.UserException;
import io.narsil.onnx.guard.CheckedModel;
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
        byte[] bytes = model.bytes().toByteArray();
        return entry(model, sum(bytes, bytes.length));
    }

    private static Message entry(Message model, String sum) {
        return model.message(METADATA, new Message().text(1, KEY).text(2, sum));
    }

    /** Of the first bytes. */
    private static String sum(byte[] bytes, int count) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, count);
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
        int length = entry(new Message(), sum(bytes, 0)).bytes().size();
        int end = Math.max(0, bytes.length - length);
        ByteString found = ByteString.copyFrom(bytes, end, bytes.length - end);
        if (!found.equals(entry(new Message(), sum(bytes, end)).bytes())) {
            throw new UserException(
                    name,
                    "the file is damaged or was changed: its checksum (\"" + KEY + "\" in its metadata) does not match",
                    "write it again with \"narsil export\"; if another program changed it on purpose, remove that entry");
        }
    }
}
