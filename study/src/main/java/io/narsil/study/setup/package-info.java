/** What must be there before a study's first trial: images, problem, device, and the study as it was begun. */
package io.narsil.study.setup;
