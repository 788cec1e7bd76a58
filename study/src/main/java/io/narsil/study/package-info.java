/** A study from its file to its run folder: the main job, wired together. */
package io.narsil.study;
