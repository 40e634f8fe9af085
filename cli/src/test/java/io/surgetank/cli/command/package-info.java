/// Tests of the commands' own parts.
@NullMarked
package io.surgetank.cli.command;

import org.jspecify.annotations.NullMarked;
