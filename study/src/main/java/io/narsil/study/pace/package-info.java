/** How quickly this machine trains, and what fits into a time. */
package io.narsil.study.pace;
