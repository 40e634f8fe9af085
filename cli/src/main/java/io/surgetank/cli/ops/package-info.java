/// The client of a running server's operations API. Uses `home` to find the server; used by the
/// commands.
@NullMarked
package io.surgetank.cli.ops;

import org.jspecify.annotations.NullMarked;
