/// Databases for peers: a PostgreSQL instance, or SQLite in a file. Used by the peers that need
/// one.
@NullMarked
package io.surgetank.peers.sql;

import org.jspecify.annotations.NullMarked;
