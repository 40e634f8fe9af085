/// The job done by hand on PostgreSQL, in groups. Uses `sql` and `job`; used by `server`.
@NullMarked
package io.surgetank.peers.grouped;

import org.jspecify.annotations.NullMarked;
