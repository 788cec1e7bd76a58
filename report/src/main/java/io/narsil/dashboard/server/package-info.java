/** Runs that a PostgreSQL server holds, looked at gently and from time to time. */
package io.narsil.dashboard.server;
