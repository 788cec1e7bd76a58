/** Times that a user already has: tables of candidates, read, and made into profiles. */
package io.narsil.device.table;
