/** The space of one network's sub-networks and near relatives, as the text of a space's file. */
package io.narsil.around;
