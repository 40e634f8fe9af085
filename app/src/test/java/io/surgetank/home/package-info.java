/// Tests of what the package of the same name promises.
@NullMarked
package io.surgetank.home;

import org.jspecify.annotations.NullMarked;
