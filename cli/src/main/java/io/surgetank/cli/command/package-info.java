/// The `surgetank` command line. Uses `ops` and `load` to talk to a running server and
/// [CommandRuntime] for what runs in this process; used by `Main`.
@NullMarked
package io.surgetank.cli.command;

import org.jspecify.annotations.NullMarked;
