/** What a search of the user's own needs to know of a study: its candidates, what they cost, and how they are trained. */
package io.narsil.study.own;
