/** Detectors that were trained before: exported again, given photos, and judged. */
package io.narsil.study.objects;
