/** Reading of the files a user writes: every fault is found, each with its line and a likely fix. */
package io.narsil.config;
