/** Training in jobs of Slurm, by its programs {@code sbatch}, {@code squeue} and {@code scancel} alone: no accounting is needed. */
package io.narsil.runner.slurm;
