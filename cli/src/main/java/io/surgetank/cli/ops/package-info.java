/// The client of the operations API. Uses `datadir` to find the server; used by the commands.
@NullMarked
package io.surgetank.cli.ops;

import org.jspecify.annotations.NullMarked;
