package io.narsil.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the built-in trainer's convolutions and linear layers multiply; everything else is in 32 bits in either. */
public enum Precision {
    FP32,
    /** Half the bits of each number and, where a processor has instructions for it, up to twice the speed. */
    BF16;

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Pattern INSTRUCTIONS = Pattern.compile("\\b(avx512_bf16|amx_bf16)\\b");

    /** The quicker one: {@code BF16} on graphics cards, and on processors that say that they multiply it. */
    public static Precision quickest(Device device) {
        return device == Device.CUDA || instructions() ? BF16 : FP32;
    }

    private static boolean instructions() {
        try {
            return Files.exists(LINUX)
                    && INSTRUCTIONS.matcher(Files.readString(LINUX)).find();
        } catch (IOException e) {
            // Without an answer the precision that every processor has.
            return false;
        }
    }
}
