/// Tests of the house itself: who may import whom, how files look, whether the README is true.
@NullMarked
package io.surgetank.cli.architecture;

import org.jspecify.annotations.NullMarked;
