/** A study from its beginning to its end, wired together. */
package io.narsil.study.run;
