/** A small server of pages that show runs as they go. It reads and never writes. */
package io.narsil.dashboard;
