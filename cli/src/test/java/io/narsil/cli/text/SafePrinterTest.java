package io.narsil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafePrinterTest {
    private final StringWriter screen = new StringWriter();
    private final SafePrinter printer = SafePrinter.of(new PrintWriter(screen));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\u001B[2J|\\u001B[2J",
                "\u001B]0;title\u0007|\\u001B]0;title\\u0007",
                "a\rb|a\\u000Db",
                "\u001B\u001B[1A|\\u001B\\u001B[1A",
                "\u009B2J|\\u009B2J",
                "\u202Ex|\\u202Ex",
                "caf\u00E9 \uD83D\uDC31|caf\u00E9 \uD83D\uDC31",
                "\u001B[1;31mred\u001B[0m|\u001B[1;31mred\u001B[0m"
            })
    void onlyLinesAndColoursPass(String text, String shown) {
        printer.print(text);
        printer.close();
        assertThat(screen).hasToString(shown);
    }

    @Test
    void theProgramMayEraseItsOwnLine() {
        printer.print("10 %");
        Terminal.eraseLine(printer);
        printer.printf("%d %%%n", 20);
        assertThat(screen.toString()).isEqualTo("10 %\r\033[2K20 %" + System.lineSeparator());
    }

    @Test
    void aCellIsOneLine() {
        TextTable table = new TextTable(Set.of(), "image", "classes");
        table.row("a\nb.png", "\u001B[2Jcat 99 %");
        assertThat(table.toString().lines()).hasSize(2).last().asString().startsWith("a\\nb.png  \\u001B[2Jcat");
    }
}
