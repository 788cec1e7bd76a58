/** Latency of networks on a device: a model that is a sum over blocks, and its fit to measured networks. */
package io.narsil.latency;
