/** The trials of a run as a table, for people and for other programs. */
package io.narsil.study.table;
