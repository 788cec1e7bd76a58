package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    @Test
    void allFaultsOfAFileComeTogetherWithTheirLines() {
        Problems problems = new Problems();
        ConfigNode root = ConfigFile.parse("f.yaml", """
                rounds: many
                batch: 0
                budgts: 3
                batch: 4
                """, problems);
        root.at("rounds").integer(1, 1, 9);
        root.at("batch").integer(1, 1, 9);
        root.at("budgets").present();
        root.need("data");
        root.closed();
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f.yaml:1: \"rounds\" must be a whole number")
                .hasMessageContaining("f.yaml:4: \"batch\" stands here a second time")
                .hasMessageContaining("f.yaml:3: unknown key \"budgts\". Maybe \"budgets\".")
                .hasMessageContaining("f.yaml:1: \"data\" is missing");
    }

    @ParameterizedTest
    @CsvSource({"450M,450000000", "7.5M,7500000", "300k,300000", "1.2G,1200000000", "12,12", "1_000,1000", "2 k,2000"})
    void quantitiesAreExact(String text, long value) {
        assertThat(Quantity.parse(text)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "1.5", "1e400", "12Q", "NaN", "9999999999G", "0.0000001k", "1e-999999999"})
    void whatIsNoWholeNumberIsNone(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"950,950", "999499,999.5k", "1200000,1.20M", "461550136,461.6M", "2129656384,2.13G", "9996,10.0k"})
    void briefQuantitiesHaveAboutThreeDigits(long value, String text) {
        assertThat(Quantity.brief(value)).isEqualTo(text);
    }

    @Test
    void theNearestWordIsFoundAndFarOnesAreNot() {
        List<String> known = List.of("budgets", "batch", "rounds");
        assertThat(Nearest.of("bugdets", known)).hasValue("budgets");
        assertThat(Nearest.of("Batch", known)).hasValue("batch");
        assertThat(Nearest.of("workers", known)).isEmpty();
    }

    @Test
    void aBombOrAHugeFileIsRefused(@TempDir Path folder) throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Problems problems = new Problems();
        assertThatThrownBy(() -> ConfigFile.parse("bomb.yaml", bomb.toString(), problems))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("aliases");

        Path large = folder.resolve("large.yaml");
        Files.write(large, new byte[2 << 20]);
        assertThatThrownBy(() -> ConfigFile.read(large, problems)).hasMessageContaining("more than the 1 MiB");
        Path endless = Path.of("/dev/zero");
        if (Files.exists(endless)) {
            assertThatThrownBy(() -> ConfigFile.read(endless, problems)).hasMessageContaining("more than the 1 MiB");
        }
        assertThatThrownBy(() -> ConfigFile.parse("deep.yaml", "[".repeat(100_000), problems))
                .isInstanceOf(UserException.class);
    }

    @Test
    void whatIsNoYamlIsSaidWithItsLine() {
        assertThatThrownBy(() -> ConfigFile.parse("f.yaml", "a: 1\n  b: [1, 2\n", new Problems()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f.yaml:2");
        assertThatThrownBy(() -> ConfigFile.parse("f.yaml", "", new Problems()))
                .hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> ConfigFile.read(Path.of("nowhere.yaml"), new Problems()))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void aCharacterThatYamlHasNotIsSaidWithItsLine() {
        String far = "# 12345678901234567890\n".repeat(1_000);
        assertThatThrownBy(() -> ConfigFile.parse("f.yaml", far + "a: 1\nb: \0\n", new Problems()))
                .isInstanceOf(UserException.class)
                .hasMessage("f.yaml:1002: this is not YAML: it has the character U+0000, which cannot be seen. "
                        + "Maybe remove it, or save the file as UTF-8 text.");
        assertThatThrownBy(() -> ConfigFile.parse("f.yaml", "a: \ud83d\ude00\r\nb: x\u0007", new Problems()))
                .hasMessageContaining("f.yaml:2: ")
                .hasMessageContaining("U+0007");
    }

    @ParameterizedTest
    @CsvSource({"data,data", "- data: fashion,[a mapping]"})
    void ofAFileThatIsNoMappingNothingElseIsSaid(String text, String found) {
        Problems problems = new Problems();
        ConfigNode root = ConfigFile.parse("f.yaml", text, problems);
        root.need("data");
        root.need("budgets");
        root.closed();
        assertThatThrownBy(problems::throwIfAny)
                .hasMessage("f.yaml:1: the file must be a mapping (\"key: value\" lines), not " + found + ".");
    }

    @Test
    void timesHaveUnits() {
        assertThat(Durations.parse("3ms")).hasValue(3_000_000);
        assertThat(Durations.parse(" 0.75 ms")).hasValue(750_000);
        assertThat(Durations.parse("750us")).hasValue(750_000);
        assertThat(Durations.parse("750 \u00b5s")).hasValue(750_000);
        assertThat(Durations.parse("1.5s")).hasValue(1_500_000_000);
        assertThat(Durations.parse("12ns")).hasValue(12);
        for (String bad : new String[] {"", "3", "ms", "3m", "0.5ns", "1e99s", "3 ms ms", "-"}) {
            assertThat(Durations.parse(bad)).as(bad).isEmpty();
        }
        for (long value : new long[] {1, 999, 750_000, 3_000_000, 1_500_000_001}) {
            assertThat(Durations.parse(Durations.exact(value))).hasValue(value);
        }
        assertThat(Durations.exact(750_000)).isEqualTo("0.75ms");
        assertThat(Durations.brief(315_400)).isEqualTo("0.315 ms");
        assertThat(Durations.brief(3_000_000)).isEqualTo("3.00 ms");
        assertThat(Durations.brief(42_000_000)).isEqualTo("42.0 ms");
        assertThat(Durations.brief(10_000)).isEqualTo("0.010 ms");
        assertThat(Durations.brief(9_250)).isEqualTo("9.25 us");
        assertThat(Durations.brief(1)).isEqualTo("1 ns");
        assertThat(Durations.brief(0)).isEqualTo("0.000 ms");
    }

    @Test
    void longTimesAreShownAsClocksShowThem() {
        assertThat(Durations.clock(0)).isEqualTo("0:00");
        assertThat(Durations.clock(59.6)).isEqualTo("1:00");
        assertThat(Durations.clock(750)).isEqualTo("12:30");
        assertThat(Durations.clock(3_599.5)).isEqualTo("1:00:00");
        assertThat(Durations.clock(3_723)).isEqualTo("1:02:03");
    }

    /** A space, written as "%20", within a tag: the parser refuses it with an exception of no kind of its own. */
    @Test
    void aTagThatIsNoneIsNotYaml() {
        assertThatThrownBy(() -> ConfigFile.parse("f.yaml", "!a%20 b", new Problems()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f.yaml: this is not YAML: ");
    }

    /** A value may be as long as its file, and a screen is not. */
    @Test
    void aLongFaultIsCut() {
        Fault fault = new Fault("f.yaml:1", "it is \"" + "x".repeat(3_000_000) + "\"", "");
        assertThat(fault.toString())
                .hasSizeLessThan(11_000)
                .startsWith("f.yaml:1: it is \"xxx")
                .endsWith("...");
    }

    /** What is advised makes no new fault. */
    @Test
    void aNumberThatIsLargerThanAnyIsNotAdvisedAgain() {
        Problems problems = new Problems();
        ConfigNode root = ConfigFile.parse("s.yaml", "seed: 9223372036854775808\n", problems);
        assertThat(root.at("seed").quantity(1, 0, Long.MAX_VALUE)).isEqualTo(1);
        assertThatThrownBy(problems::throwIfAny)
                .hasMessage("s.yaml:1: \"seed\" must be from 0 to 9223372036854775807, not 9223372036854775808.");
    }
}
