package io.narsil.cli.finished;

import io.narsil.study.table.TrialColumn;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.util.List;
import java.util.Optional;

/** A form in which other programs read trials: lines, each with its break. */
interface TrialForm {
    /** All columns that the table has in this form. */
    List<TrialColumn> columns(TrialTable table);

    /** The line with the names of the columns; nothing where each line names them. */
    Optional<String> head(List<TrialColumn> columns);

    /** The line of a trial. */
    String line(List<TrialColumn> columns, TrialRow row);
}
