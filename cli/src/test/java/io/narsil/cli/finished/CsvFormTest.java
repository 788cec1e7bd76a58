package io.narsil.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CsvFormTest {
    /** The rows of a text, by the grammar of RFC 4180. */
    static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted || cell.length() > 0).as("the text ends within a row").isFalse();
        return rows;
    }

    @Test
    void awkwardTextsComeBackAsTheyWere() {
        List<String> texts = List.of(
                "plain",
                "",
                " ",
                "a,b",
                "\"",
                "\"\"",
                "a\"b",
                "two\nlines",
                "dos\r\nline",
                "\r",
                "\n",
                "=1+1",
                "@cmd",
                "-2",
                "+3",
                "a;b",
                "tab\there",
                " before",
                "after ",
                "'quote'",
                "ümläut",
                "\uD83D\uDE00",
                "NA",
                "null",
                "\u00a0",
                "\ufeffmark",
                "nul\0");
        String line = texts.stream().map(CsvForm::cell).collect(Collectors.joining(",")) + "\n";
        assertThat(parse(line)).containsExactly(texts);
        for (String text : texts) {
            assertThat(parse(CsvForm.cell(text) + "\n")).containsExactly(List.of(text));
        }
    }

    @Test
    void numbersAreExactWhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(CsvForm.cell(0.1 + 0.2)).isEqualTo("0.30000000000000004");
            assertThat(CsvForm.cell(1234567)).isEqualTo("1234567");
            assertThat(CsvForm.cell(new BigDecimal("0.00000001"))).isEqualTo("0.00000001");
            assertThat(CsvForm.cell(Double.NaN)).isEqualTo("NaN");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void noValueAndAnEmptyTextDiffer() {
        assertThat(CsvForm.cell(null)).isEmpty();
        assertThat(CsvForm.cell("")).isEqualTo("\"\"");
    }
}
