/// The folder of data: who may use it, where its server can be reached, and its operator's token.
/// Used by the wiring, which writes, and by the commands, which read.
@NullMarked
package io.surgetank.cli.datadir;

import org.jspecify.annotations.NullMarked;
