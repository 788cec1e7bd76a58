/** What happens in a run, in words. */
package io.narsil.cli.event;
