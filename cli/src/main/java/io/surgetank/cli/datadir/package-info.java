/// The data folder: the address of its server and the operator token. Written by the wiring, read
/// by the commands.
@NullMarked
package io.surgetank.cli.datadir;

import org.jspecify.annotations.NullMarked;
