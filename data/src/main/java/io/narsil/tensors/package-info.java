/** Named arrays in files: the safetensors format. */
package io.narsil.tensors;
