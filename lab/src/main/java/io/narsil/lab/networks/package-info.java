/** The paper's predictor (section 3): networks, pretrained on what is free and fine-tuned on accuracies. */
package io.narsil.lab.networks;
