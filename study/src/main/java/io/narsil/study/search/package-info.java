/** The search of a study, from where the run is to the family. */
package io.narsil.study.search;
