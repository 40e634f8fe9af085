/// Makes the input of a failing test short.
@NullMarked
package io.surgetank.testkit.reduction;

import org.jspecify.annotations.NullMarked;
