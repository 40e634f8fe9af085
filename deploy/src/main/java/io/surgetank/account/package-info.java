/// The ports of `release` over AWS's SDK: a real account. Used by the app's wiring alone.
@NullMarked
package io.surgetank.account;

import org.jspecify.annotations.NullMarked;
