/** What a deployed network answers to images whose classes are known. */
package io.narsil.study.evaluation;
