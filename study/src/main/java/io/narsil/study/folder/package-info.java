/** The folder of a run: where its files lie, who may write into it, and what its small files hold. */
package io.narsil.study.folder;
