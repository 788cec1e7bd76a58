/** The runs of a folder, looked at and never written to. */
package io.narsil.dashboard.run;
