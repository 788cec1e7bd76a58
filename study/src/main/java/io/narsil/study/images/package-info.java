/** The images of a run. */
package io.narsil.study.images;
