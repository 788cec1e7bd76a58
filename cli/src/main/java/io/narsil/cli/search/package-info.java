/** The main job on the screen: searching, its progress, its result and its report. */
package io.narsil.cli.search;
