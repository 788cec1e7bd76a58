/** Published tables: spaces of which every candidate's score is known, and searches that only look scores up. */
package io.narsil.lab.table;
