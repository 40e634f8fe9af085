/// Tests of the commands' own parts.
@NullMarked
package io.surgetank.command;

import org.jspecify.annotations.NullMarked;
