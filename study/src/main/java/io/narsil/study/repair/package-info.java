/** Damage in a run folder, set aside and made good. */
package io.narsil.study.repair;
