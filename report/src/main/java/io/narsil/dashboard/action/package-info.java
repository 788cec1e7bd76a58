/** What a page may have done: commands of this program, one after the other, each a process of its own. */
package io.narsil.dashboard.action;
