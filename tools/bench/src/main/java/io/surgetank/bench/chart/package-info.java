/// Charts as self-contained SVG, for light and dark pages. Uses no other package; used by `bench`.
@NullMarked
package io.surgetank.bench.chart;

import org.jspecify.annotations.NullMarked;
