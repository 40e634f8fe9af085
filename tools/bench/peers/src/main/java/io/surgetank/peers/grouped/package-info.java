/// The hand-written peer on PostgreSQL with group commits. Uses `sql` and `job`; used by `server`.
@NullMarked
package io.surgetank.peers.grouped;

import org.jspecify.annotations.NullMarked;
