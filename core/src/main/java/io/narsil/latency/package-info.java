/** How long a network takes on a device: a model that adds up over blocks, and how it is fitted to measured networks. */
package io.narsil.latency;
