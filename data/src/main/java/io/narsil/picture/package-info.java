/** Pictures of what is found in photos. */
package io.narsil.picture;
