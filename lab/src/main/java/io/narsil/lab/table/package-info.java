/** Published tables: spaces of which every candidate's score is known, what is searched on them, and what was found. */
package io.narsil.lab.table;
