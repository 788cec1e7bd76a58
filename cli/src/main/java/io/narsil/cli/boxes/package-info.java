/** What is marked in a folder of images. */
package io.narsil.cli.boxes;
