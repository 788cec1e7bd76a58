/** What detectors find, on the screen and in pictures. */
package io.narsil.cli.objects;
