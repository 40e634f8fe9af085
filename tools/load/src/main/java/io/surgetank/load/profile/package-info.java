/// The intended starts of requests: pure arithmetic. Uses no other package; used by `load`.
@NullMarked
package io.surgetank.load.profile;

import org.jspecify.annotations.NullMarked;
