/** The main job on the screen: searching, its progress and its result. */
package io.narsil.cli.search;
