/// Wiring: creates the parts and connects them, with real clocks and random numbers. Uses every
/// other package; no package uses it.
@NullMarked
package io.surgetank.cli.main;

import org.jspecify.annotations.NullMarked;
