/** How a network is trained, as data. */
package io.narsil.recipe;
