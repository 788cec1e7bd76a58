/** What networks are trained for, as data: the half of a task that needs no training code. */
package io.narsil.task;
