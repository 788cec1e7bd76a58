package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is shown, and numbers that are written otherwise. */
class SpellingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,5M|3.5M",
                "3.5m|3.5M",
                "3'500k|3500k",
                "1 200k|1200k",
                "1.200.000|1200000",
                "1.200,5k|1200.5k",
                "3,500M|3.500M",
                "2 million|2M",
                "2 Mio|2M",
                "10MB|10M"
            })
    void theSpellingThatIsMeantIsFound(String written, String meant) {
        assertThat(Quantity.parse(written)).isEmpty();
        assertThat(Respelled.of(written, t -> Quantity.parse(t).isPresent())).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "12Q", "1e400", "--3", "3.5", "., 5"})
    void whatIsNoNumberStaysOne(String written) {
        assertThat(Respelled.of(written, t -> Quantity.parse(t).isPresent())).isEmpty();
    }

    @Test
    void commasAreReadBetweenThousandsAlone() {
        assertThat(Quantity.parse("1,200,000")).hasValue(1_200_000);
        assertThat(Quantity.parse("12,00")).isEmpty();
        Problems problems = new Problems();
        ConfigNode root = ConfigFile.parse("s.yaml", "macs: 3,5M\nshare: 0,5\n", problems);
        root.at("macs").quantity(1, Long.MAX_VALUE);
        root.at("share").number(0, 0, 1);
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining("not \"3,5M\". Maybe 3.5M.")
                .hasMessageContaining("not \"0,5\". Maybe 0.5.");
    }

    @Test
    void whatIsNotSeenIsEscaped() {
        assertThat(Printable.line("a\nb\t")).isEqualTo("a\\nb\\t");
        assertThat(Printable.line("\033[2Jx\r")).isEqualTo("\\u001B[2Jx\\u000D");
        assertThat(Printable.line("\u202Egnp.exe\u2069")).isEqualTo("\\u202Egnp.exe\\u2069");
        assertThat(Printable.line("\u0085\u2028\u200B")).isEqualTo("\\u0085\\u2028\\u200B");
        assertThat(Printable.line("\uD800x")).isEqualTo("\\uD800x");
        String seen = "caf\u00E9 \u05D0 \uD83D\uDC69\u200D\uD83D\uDD2C";
        assertThat(Printable.line(seen)).isEqualTo(seen);
    }

    @Test
    void aFaultIsOneLineWhateverItQuotes() {
        Problems problems = new Problems();
        ConfigNode root = ConfigFile.parse("s\u001B.yaml", "rounds: \"2\\e[2J\\nmore\"\n", problems);
        root.at("rounds").integer(1, 1, 9);
        assertThatThrownBy(problems::throwIfAny)
                .message()
                .contains("not \"2\\u001B[2J\\nmore\"")
                .matches("[\\x20-\\x7E]*");
    }
}
