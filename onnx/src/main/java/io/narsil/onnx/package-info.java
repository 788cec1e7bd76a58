/** Networks as ONNX files, and ONNX Runtime to prove, run and time them. */
package io.narsil.onnx;
