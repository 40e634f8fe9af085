/// Invokes functions at fixed rates, as EventBridge does.
@NullMarked
package io.surgetank.local.schedule;

import org.jspecify.annotations.NullMarked;
