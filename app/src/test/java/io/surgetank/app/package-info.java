/// Tests of what the package of the same name promises.
@NullMarked
package io.surgetank.app;

import org.jspecify.annotations.NullMarked;
