/** What a finished run still answers. */
package io.narsil.study.finished;
