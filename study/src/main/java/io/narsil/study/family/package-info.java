/** The family of a finished search, written. */
package io.narsil.study.family;
