package io.narsil.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The precision of products in the built-in trainer's convolutions and linear layers; everything else is in 32 bits.
 */
public enum Precision {
    FP32,
    /** bf16: half the bits of each number, and up to twice the speed on processors that have instructions for it. */
    BF16;

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Pattern INSTRUCTIONS = Pattern.compile("\\b(avx512_bf16|amx_bf16)\\b");

    /** The variables that limit oneDNN's instructions. */
    private static final String[] ONEDNN = {"ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"};

    private static final Pattern ONEDNN_WITH_BF16 =
            Pattern.compile("DEFAULT|ALL|AVX512_CORE_(BF16|FP16|AMX.*)|AVX10.*");

    /** The variable that limits the instructions of libtorch's own kernels. */
    private static final String LIBTORCH = "ATEN_CPU_CAPABILITY";

    /**
     * The quicker precision: {@code BF16} on graphics cards and on processors with instructions for it.
     *
     * <p>A processor has them if its flags in {@code /proc/cpuinfo} include {@code avx512_bf16} or {@code amx_bf16}.
     * Where {@code ONEDNN_MAX_CPU_ISA} or {@code ATEN_CPU_CAPABILITY} limits the workers to older instructions, it is
     * {@code FP32}.
     */
    public static Precision quickest(Device device) {
        return device == Device.CUDA || (instructions() && allowed(System::getenv)) ? BF16 : FP32;
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

    /**
     * Whether libtorch and oneDNN may use the instructions of bf16.
     *
     * @param environment lookup of a variable by name; gives null where it is not set
     */
    static boolean allowed(UnaryOperator<String> environment) {
        for (String variable : ONEDNN) {
            String value = environment.apply(variable);
            if (value != null && !value.isEmpty()) {
                return ONEDNN_WITH_BF16.matcher(value.toUpperCase(Locale.ROOT)).matches()
                        && libtorchAllows(environment.apply(LIBTORCH));
            }
        }
        return libtorchAllows(environment.apply(LIBTORCH));
    }

    private static boolean libtorchAllows(String capability) {
        return !"default".equals(capability) && !"avx2".equals(capability);
    }
}
