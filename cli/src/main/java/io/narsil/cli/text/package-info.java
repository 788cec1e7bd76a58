/** What commands share: options, tables and bars for a terminal. */
package io.narsil.cli.text;
