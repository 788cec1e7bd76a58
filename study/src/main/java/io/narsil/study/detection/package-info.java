/** One detector with one recipe, trained outside any search. */
package io.narsil.study.detection;
