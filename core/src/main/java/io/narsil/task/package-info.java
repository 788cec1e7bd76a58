/** Tasks that networks are trained for: the half of a task that needs no training code. */
package io.narsil.task;
