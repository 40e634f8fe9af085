/// The peer that uses db-scheduler. Uses `sql` and `job`; used by `server`.
@NullMarked
package io.surgetank.peers.scheduled;

import org.jspecify.annotations.NullMarked;
