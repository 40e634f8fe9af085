/// The `surgetank` command. Uses `ops` and `load` to talk to a running server and [Installation]
/// for what runs in this process; used by `Main`.
@NullMarked
package io.surgetank.command;

import org.jspecify.annotations.NullMarked;
