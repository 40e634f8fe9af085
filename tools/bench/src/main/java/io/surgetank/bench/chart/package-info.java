/// Charts as SVG: pages that need nothing but themselves, readable on light and on dark. Knows
/// nothing of what is measured; used by `bench`.
@NullMarked
package io.surgetank.bench.chart;

import org.jspecify.annotations.NullMarked;
