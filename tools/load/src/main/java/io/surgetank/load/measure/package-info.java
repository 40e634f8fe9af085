/// Latencies and counts. Uses no other package; used by `report` and `load`.
@NullMarked
package io.surgetank.load.measure;

import org.jspecify.annotations.NullMarked;
