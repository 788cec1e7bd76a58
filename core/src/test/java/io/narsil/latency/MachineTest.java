package io.narsil.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final String NEW = "fpu fma avx2 avx512f avx512dq avx512_bf16 amx_tile amx_bf16";
    private static final String OLD = "fpu fma avx2";

    private static String vectors(String flags) {
        return Machine.vectors(flags, Map.of());
    }

    @Test
    void instructionsThatMatterAreNamed() {
        assertThat(vectors(NEW)).isEqualTo("avx2 avx512f avx512_bf16 amx_bf16");
        assertThat(vectors("")).isEmpty();
        assertThat(Machine.vectors(OLD, Map.of("ATEN_CPU_CAPABILITY", "default", "HOME", "/")))
                .isEqualTo("avx2 ATEN_CPU_CAPABILITY=default");
    }

    @Test
    void aNewerMachineCanBeHeldBackAndAnOlderOneCannot() {
        assertThat(Machine.pin(vectors(OLD), vectors(NEW)))
                .isEqualTo("ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2");
        assertThat(Machine.pin(vectors(NEW), vectors(OLD))).isEmpty();
        assertThat(Machine.pin(vectors("avx2 avx512f"), vectors(NEW))).isEqualTo("ONEDNN_MAX_CPU_ISA=AVX512_CORE");
        String held = Machine.vectors(NEW, Map.of("ATEN_CPU_CAPABILITY", "avx2"));
        assertThat(Machine.pin(held, vectors(NEW))).isEqualTo("ATEN_CPU_CAPABILITY=avx2");
    }

    /** What a foreign run's folder says of its machine must not load a library into this one's trainer. */
    @Test
    void nothingButTheLimitsBecomesASetting() {
        String foreign =
                "avx2 LD_PRELOAD=/tmp/x.so ONEDNN_MAX_CPU_ISA=AVX2;id ONEDNN_MAX_CPU_ISA_=A ATEN_CPU_CAPABILITY=avx2";
        assertThat(Machine.pin(foreign, vectors(NEW))).isEqualTo("ATEN_CPU_CAPABILITY=avx2");
        assertThat(Machine.pin("avx2 avx512f amx_bf16 LD_PRELOAD=/tmp/x.so", vectors(NEW)))
                .isEmpty();
    }
}
