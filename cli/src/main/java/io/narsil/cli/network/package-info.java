/** Networks and spaces on the screen: their layers, sizes and exact costs. */
package io.narsil.cli.network;
