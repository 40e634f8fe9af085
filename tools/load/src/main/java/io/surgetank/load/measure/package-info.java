/// Latencies and counts, as they come in. Uses nothing of ours; used by `report` and `load`.
@NullMarked
package io.surgetank.load.measure;

import org.jspecify.annotations.NullMarked;
