package io.narsil.tensors;

import io.narsil.config.UserException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file is that was given as safetensors and is something else altogether, by its first bytes. */
final class OtherFile {
    /** The number of bytes that are looked at. */
    static final int LOOKED_AT = 512;

    /** Characters of a text that are quoted. */
    private static final int QUOTED = 30;

    private static final String OTHER = ", and no safetensors file";
    private static final String CONVERTED =
            "weights of PyTorch (.pth), which tools/pth_to_safetensors.py of Narsil's source" + " makes safetensors of";

    private OtherFile() {}

    /**
     * Refuses what is surely no file of safetensors.
     *
     * @param start first bytes of the file, as many as it has of {@link #LOOKED_AT}
     */
    static void refuse(Path file, byte[] start) {
        // A safetensors file begins with the length of its header, which may begin like anything, and then the header.
        boolean header = start.length > Long.BYTES && start[Long.BYTES] == '{' && start[Long.BYTES - 1] == 0;
        if (header) {
            return;
        }
        if (begins(start, 'P', 'K') || begins(start, 0x80)) {
            throw pickle(file);
        }
        if (begins(start, 0x1F, 0x8B)) {
            throw new UserException(file.toString(), "this file is packed by gzip", "gunzip it first");
        }
        if (begins(start, 0x89, 'H', 'D', 'F')) {
            throw new UserException(file.toString(), "this is an HDF5 file, as Keras writes it" + OTHER, CONVERTED);
        }
        if (onnx(start)) {
            throw new UserException(
                    file.toString(),
                    "this is an ONNX file, which is what is deployed" + OTHER,
                    "the safetensors file that it was made from");
        }
        text(start).ifPresent(text -> {
            throw refusal(file, text);
        });
    }

    /** Protocol Buffers that begin with a small version and go on with the name of the program or with the graph. */
    private static boolean onnx(byte[] start) {
        return start.length > 2
                && start[0] == 0x08
                && start[1] > 0
                && start[1] < 32
                && (start[2] == 0x12 || start[2] == 0x1A || start[2] == 0x3A || start[2] == 0x42);
    }

    private static boolean begins(byte[] start, int... bytes) {
        if (start.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((start[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a pickle: reading one can run any code. */
    private static UserException pickle(Path file) {
        return new UserException(
                file.toString(),
                "this is a pickle, as PyTorch writes it, and reading one can run any program",
                "tools/pth_to_safetensors.py of Narsil's source, which runs nothing in it; or convert it where you"
                        + " trust it: python3 -c \"import torch, safetensors.torch as s; d = torch.load('"
                        + file.getFileName()
                        + "', map_location='cpu', weights_only=True);"
                        + " s.save_file({k: v.contiguous() for k, v in d.items()}, 'weights.safetensors')\"");
    }

    private static UserException refusal(Path file, String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return new UserException(
                    file.toString(),
                    "this is a page of the web (HTML)" + OTHER,
                    "it was downloaded in its place: take the address of the file itself");
        }
        if (lower.startsWith("version https://git-lfs")) {
            return new UserException(
                    file.toString(),
                    "this is what Git LFS has in a file's place" + OTHER,
                    "\"git lfs pull\" where it comes from");
        }
        String first = text.strip().lines().findFirst().orElse("");
        return new UserException(
                file.toString(),
                "this is text, which begins with \"" + first.substring(0, Math.min(QUOTED, first.length())) + "\""
                        + OTHER,
                "another file; or " + CONVERTED);
    }

    /** The first bytes as text, where they are one; whatever is shorter than a header's length may be anything. */
    private static Optional<String> text(byte[] start) {
        if (start.length < Long.BYTES) {
            return Optional.empty();
        }
        CharBuffer text = CharBuffer.allocate(start.length);
        // A character at the end may be cut.
        boolean all = start.length < LOOKED_AT;
        if (StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(start), text, all)
                .isError()) {
            return Optional.empty();
        }
        String plain = text.flip().toString();
        boolean shown = plain.codePoints().allMatch(c -> c >= ' ' || Character.isWhitespace(c));
        return shown && !plain.isBlank() ? Optional.of(plain) : Optional.empty();
    }
}
