/// Parts of the wiring: configuration files, handlers, health, start and stop reports. Uses
/// `configuration` and `handler`; used by `main`.
@NullMarked
package io.surgetank.cli.server;

import org.jspecify.annotations.NullMarked;
