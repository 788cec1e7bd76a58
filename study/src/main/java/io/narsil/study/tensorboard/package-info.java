/** The trials of a run as files of events that TensorBoard reads. */
package io.narsil.study.tensorboard;
