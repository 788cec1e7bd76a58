/** What the log of a run tells of its trials, read as it grows. */
package io.narsil.dashboard.log;
