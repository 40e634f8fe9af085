/// The top of the house: what is put together from what, and where time and chance come from. Uses
/// everything; used by nobody.
@NullMarked
package io.surgetank.cli.main;

import org.jspecify.annotations.NullMarked;
