/// The data folder: the address of its server, the operator token and the API keys. Written by the
/// wiring, read by the commands.
@NullMarked
package io.surgetank.cli.datadir;

import org.jspecify.annotations.NullMarked;
