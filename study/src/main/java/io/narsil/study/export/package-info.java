/** Trained networks as ONNX files that are proven. */
package io.narsil.study.export;
