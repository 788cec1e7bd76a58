/** Ways to search a table, and how they are compared: Narsil's own search and what it is measured against. */
package io.narsil.lab.methods;
