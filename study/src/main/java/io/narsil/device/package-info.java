/** Devices and how long networks take on them: profiles, how they are measured here, and kits to measure them elsewhere. */
package io.narsil.device;
