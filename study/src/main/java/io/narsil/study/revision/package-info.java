/** The studies that a run followed: kept, compared with the one that is given, and changed under way. */
package io.narsil.study.revision;
