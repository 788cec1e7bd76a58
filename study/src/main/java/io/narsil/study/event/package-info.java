/** What happens in a run, as data: read by the terminal, the store, the run's log and whoever else looks on. */
package io.narsil.study.event;
