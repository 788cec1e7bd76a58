/** A study as it is written: read, checked and written again. */
package io.narsil.study;
