/// The contract of clients of the `http` handler, and receivers for it. Uses `core`.
@NullMarked
package io.surgetank.testkit.webhook;

import org.jspecify.annotations.NullMarked;
