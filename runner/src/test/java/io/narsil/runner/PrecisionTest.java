package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables that limit the instructions of the workers' libraries limit the choice of the precision, too. */
class PrecisionTest {
    @ParameterizedTest
    @CsvSource({
        "ANY, thing, true",
        "ONEDNN_MAX_CPU_ISA, SSE41, false",
        "ONEDNN_MAX_CPU_ISA, avx2, false",
        "ONEDNN_MAX_CPU_ISA, AVX2_VNNI_2, false",
        "ONEDNN_MAX_CPU_ISA, AVX512_CORE, false",
        "ONEDNN_MAX_CPU_ISA, AVX512_CORE_VNNI, false",
        "ONEDNN_MAX_CPU_ISA, AVX512_CORE_BF16, true",
        "ONEDNN_MAX_CPU_ISA, avx512_core_amx_fp16, true",
        "ONEDNN_MAX_CPU_ISA, ALL, true",
        "DNNL_MAX_CPU_ISA, AVX2, false",
        "ATEN_CPU_CAPABILITY, default, false",
        "ATEN_CPU_CAPABILITY, avx2, false",
        "ATEN_CPU_CAPABILITY, avx512, true",
    })
    void aLimitBelowTheInstructionsOfBf16LeavesFp32(String variable, String value, boolean allowed) {
        assertThat(Precision.allowed(Map.of(variable, value)::get)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"ALL, avx2, false", "AVX2, avx512, false", "ALL, avx512, true"})
    void bothLibrariesMustHaveThem(String oneDnn, String libtorch, boolean allowed) {
        Map<String, String> environment = Map.of("ONEDNN_MAX_CPU_ISA", oneDnn, "ATEN_CPU_CAPABILITY", libtorch);
        assertThat(Precision.allowed(environment::get)).isEqualTo(allowed);
    }
}
