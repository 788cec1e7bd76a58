/** Detectors as ONNX files that are proven to find the same. */
package io.narsil.study.detector;
