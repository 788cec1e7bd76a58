/** What a benchmark of training trains and measures. */
package io.narsil.lab.training;
