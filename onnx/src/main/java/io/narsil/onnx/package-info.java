/** Networks as ONNX files, and ONNX Runtime to check, run and time them. */
package io.narsil.onnx;
