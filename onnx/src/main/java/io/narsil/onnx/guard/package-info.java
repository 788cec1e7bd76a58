/** What an ONNX file from anybody may hold, found out before any native code sees it. */
package io.narsil.onnx.guard;
