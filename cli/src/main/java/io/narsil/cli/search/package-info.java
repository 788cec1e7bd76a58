/** The main job on the screen: searching, its progress and results, and what is asked of a finished run. */
package io.narsil.cli.search;
