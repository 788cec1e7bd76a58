package io.narsil.torch;

import io.narsil.network.Network;
import java.nio.file.Path;

/**
 * A trained network that another one learns from: its outputs are a part of the loss, the true classes the rest (Hinton
 * et al. 2015; FBNetV3 takes 0.8 and 0.2).
 *
 * @param weights safetensors file
 * @param share weight of its outputs in the loss, 0..1
 * @param after number of epochs that are trained before it begins to teach
 */
record Teacher(Network network, Path weights, double share, int after) {}
