/** Trials of a study: asked for, judged, kept and counted. */
package io.narsil.study.trial;
