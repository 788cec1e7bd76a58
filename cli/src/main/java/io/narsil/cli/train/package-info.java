/** Single trainings on the screen. */
package io.narsil.cli.train;
