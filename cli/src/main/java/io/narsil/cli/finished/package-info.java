/** What is asked of a run: members for other budgets, its report, and its trials. */
package io.narsil.cli.finished;
