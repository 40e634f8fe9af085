/// The peer that uses JobRunr. Uses `sql` and `job`; used by `server`.
@NullMarked
package io.surgetank.peers.runr;

import org.jspecify.annotations.NullMarked;
