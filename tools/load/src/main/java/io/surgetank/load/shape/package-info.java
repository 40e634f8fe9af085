/// When requests are meant to start: pure arithmetic. Uses nothing of ours; used by `load`.
@NullMarked
package io.surgetank.load.shape;

import org.jspecify.annotations.NullMarked;
