/// What every peer implements. Uses the core's JSON and ids; used by all packages here.
@NullMarked
package io.surgetank.peers.job;

import org.jspecify.annotations.NullMarked;
