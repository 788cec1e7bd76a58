/** JSON files, for people and programs. */
package io.narsil.json;
