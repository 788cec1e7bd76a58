/** The family as ONNX files, timed. */
package io.narsil.study.delivery;
