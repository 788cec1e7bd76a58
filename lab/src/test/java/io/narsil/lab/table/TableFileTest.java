package io.narsil.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    private final SearchSpace space = SpaceFile.parse(
            "s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3], b: [x, y]}\nrecipe: {rate: [0.1, 0.20]}\n");

    @TempDir
    Path folder;

    private Table table(String csv) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, csv);
        return TableFile.read(file, space, Optional.empty());
    }

    private void refused(String csv, String... messages) {
        var thrown = assertThatThrownBy(() -> table(csv)).isInstanceOf(UserException.class);
        for (String message : messages) {
            thrown.hasMessageContaining(message);
        }
    }

    @Test
    void rowsAreReadWithScoreAndCosts() throws IOException {
        Table table =
                table("a,b,rate,accuracy,seed1,macs\n1,x,0.10,90.5,90,100\n3,y,0.2,91,91,300\n2,x,0.1,90.5,0,1\n");
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.best()).isEqualTo(91);
        assertThat(table.candidates().get(1).values()).containsEntry("a", "3").containsEntry("rate", "0.2");
        assertThat(table.row(table.candidates().get(2))).hasValue(2);
        assertThat(table.row(space.candidate(new int[] {0, 1, 0}))).isEmpty();
        assertThat(table.cost("macs", 1)).isEqualTo(300);
        assertThat(table.costNames()).containsExactly("macs");
        assertThat(table.rank(91)).isEqualTo(1);
        assertThat(table.rank(90.5)).isEqualTo(2);
        assertThat(table.rank(10)).isEqualTo(4);
    }

    @Test
    void faultsComeTogetherWithTheirLines() {
        refused(
                "a,b,rate,score,params\n1,x,0.1,1,10\n4,x,0.1,1,10\n2,x,0.1,NaN,10\n1,x,0.1,2,10\n3,x,0.1,1\n3,y,0.1,1,many\n",
                "t.csv:3: \"a\" has no value \"4\"",
                "t.csv:4: the score must be a number, not \"NaN\"",
                "t.csv:5: this row has the values of line 2",
                "t.csv:6: this row has 4 cells, not 5",
                "t.csv:7: \"params\" must be a whole number from 0, not \"many\"");
    }

    @Test
    void whatOtherProgramsWriteIsReadOrNamed() throws IOException {
        Table table = table("\uFEFFb, a, rate, score\r\ny, 1.0, 0.20, 5\r\nx, 3, 0.1, 7,\r\n");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.best()).isEqualTo(7);
        refused(
                "a;b;rate;score\n1;x;0,1;5\n",
                "t.csv:1: cells have commas between them, and here they have semicolons.");
        refused("a\tb\trate\tscore\n", "t.csv:1: cells have commas between them, and here they have tabs.");
        refused("\"a\",\"b\",\"rate\",\"score\"\n", "t.csv:1: cells have no quotes around them");
    }

    @Test
    void aRowOrColumnTooManyIsNotPassedOver() {
        refused(
                "a,b,rate,score,macs\n1,x,0.1,90,5,100\n",
                "t.csv:2: this row has 6 cells, and there are 5 columns. Maybe no commas within cells, and points in numbers.");
        refused("a,b,rate,a,score,score\n", "t.csv:1: the column \"a\" stands here a second time");
        refused("a,b,rate,score,score\n", "t.csv:1: the column \"score\" stands here a second time");
        refused("a,b,rate,score,macs,macs\n", "t.csv:1: the column \"macs\" stands here a second time");
    }

    @Test
    void aTableOfSomethingElseIsRefusedAlsoWhereItsScoreIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n");
        assertThatThrownBy(() -> TableFile.read(file, space, Optional.of("time")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("t.csv:1: ");
    }

    @Test
    void anyNumericColumnAfterTheParametersMayBeTheScore() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                "note,a,b,rate,epoch_1,epoch_2,words,macs\nn,1,x,0.1,4,9,fine,7\nn,2,x,0.1,5,8,-,6\n");
        Table first = TableFile.read(file, space, Optional.empty());
        assertThat(first.scoreName()).isEqualTo("epoch_1");
        assertThat(first.epochs()).isEqualTo(2);
        Table second = TableFile.read(file, space, Optional.of("epoch_2"));
        assertThat(second.scoreName()).isEqualTo("epoch_2");
        assertThat(second.best()).isEqualTo(9);
        assertThat(second.epochs()).as("curves lead to the first score").isZero();
        assertThat(second.cost("macs", 0)).isEqualTo(7);
        assertThatThrownBy(() -> TableFile.read(file, space, Optional.of("epoch2")))
                .hasMessageContaining("t.csv:1: no column \"epoch2\" follows those of the parameters")
                .hasMessageContaining("Maybe \"epoch_2\"");
        assertThatThrownBy(() -> TableFile.read(file, space, Optional.of("a")))
                .hasMessageContaining("no column \"a\" follows those of the parameters");
        assertThatThrownBy(() -> TableFile.read(file, space, Optional.of("words")))
                .hasMessageContaining("t.csv:2: the score must be a number, not \"fine\". Maybe another column");
    }

    @Test
    void aCostBelowNothingIsRefused() {
        refused("a,b,rate,score,macs\n1,x,0.1,1,-5\n", "\"macs\" must be a whole number from 0, not \"-5\"");
    }

    @Test
    void columnsThatAreMissingAreNamed() {
        refused("a,c,rate,score\n", "t.csv:1: there is no column \"b\"");
        refused("a,b,rate\n1,x,0.1\n", "t.csv:1: no column follows those of the parameters");
        refused("a,b,rate,score\n", "the table has no rows");
        refused("", "the file is empty");
    }

    @Test
    void aWrongTableDoesNotFloodTheUser() {
        assertThatThrownBy(() -> table("a,b,rate,score\n" + "9,x,0.1,1\n".repeat(10_000)))
                .satisfies(e -> assertThat(((UserException) e).problems()).hasSizeBetween(1, 20));
    }

    /** Where a condition does not hold, any value is the first one. */
    @Test
    void aSpaceMayHaveConditions() throws IOException {
        SearchSpace conditional = SpaceFile.parse(
                "s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2], b: {values: [x, y], when: {a: 2}}}\n");
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "a,b,score\n1,y,3\n2,x,4\n2,y,5\n");
        Table table = TableFile.read(file, conditional, Optional.empty());
        assertThat(table.candidates().get(0).values()).containsEntry("b", "x");
        assertThat(table.size()).isEqualTo(3);
        Files.writeString(file, "a,b,score\n1,x,3\n1,y,3\n");
        assertThatThrownBy(() -> TableFile.read(file, conditional, Optional.empty()))
                .hasMessageContaining("t.csv:3: this row has the values of line 2");
    }
}
