/// The peer that uses Artemis and a table. Uses `sql` and `job`; used by `server`.
@NullMarked
package io.surgetank.peers.broker;

import org.jspecify.annotations.NullMarked;
