/** Devices on the screen: measuring them, and kits for others. */
package io.narsil.cli.device;
