/// The format of the commit log: groups of bytes, each durable before the next one begins.
@NullMarked
package io.surgetank.sqlite.log;

import org.jspecify.annotations.NullMarked;
