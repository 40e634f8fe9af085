/// A job: its id, payload, state and attempts. Uses `digest`; used by all.
@NullMarked
package io.surgetank.core.job;

import org.jspecify.annotations.NullMarked;
