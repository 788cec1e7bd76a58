/** Exported models on the screen. */
package io.narsil.cli.model;
