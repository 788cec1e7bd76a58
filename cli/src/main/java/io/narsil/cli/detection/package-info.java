/** Detectors that are trained alone. */
package io.narsil.cli.detection;
