/** Pages of the members of families: what their files say, of runs that may be somebody else's. */
package io.narsil.dashboard.member;
