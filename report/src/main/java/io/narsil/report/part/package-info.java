/** What the report and the pages of a run share, as their code reads it. */
package io.narsil.report.part;
