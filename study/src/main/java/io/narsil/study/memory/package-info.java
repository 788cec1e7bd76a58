/** The memory that workers will take, and how many there is room for. */
package io.narsil.study.memory;
