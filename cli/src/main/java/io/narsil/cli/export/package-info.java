/** Trained networks as ONNX files. */
package io.narsil.cli.export;
