/** The trained network that candidates start from. */
package io.narsil.study.parent;
