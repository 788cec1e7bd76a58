/** Commands for a search of the user's own, which speak lines of JSON. */
package io.narsil.cli.own;
