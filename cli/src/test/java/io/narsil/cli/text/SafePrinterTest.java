package io.narsil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafePrinterTest {
    private final StringWriter screen = new StringWriter();
    private final SafePrinter printer = SafePrinter.of(new PrintWriter(screen));

    private static String shown(String text) {
        StringWriter target = new StringWriter();
        SafePrinter printer = SafePrinter.of(new PrintWriter(target));
        printer.print(text);
        printer.close();
        return target.toString();
    }

    @Test
    void onlyLinesAndColoursPass() {
        assertThat(shown("\033[2J")).isEqualTo("\\u001B[2J");
        assertThat(shown("\033]0;title\007")).isEqualTo("\\u001B]0;title\\u0007");
        assertThat(shown("a\rb")).isEqualTo("a\\u000Db");
        assertThat(shown("\033\033[1A")).isEqualTo("\\u001B\\u001B[1A");
        assertThat(shown("\033[1")).isEqualTo("\\u001B[1");
        assertThat(shown("\u009B2J\u202E")).isEqualTo("\\u009B2J\\u202E");
        String harmless = "a\tb\ncaf\u00E9 \uD83D\uDC31 \033[1;31mred\033[0m";
        assertThat(shown(harmless)).isEqualTo(harmless);
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
