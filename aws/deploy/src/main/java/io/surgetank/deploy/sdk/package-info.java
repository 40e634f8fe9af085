/// The ports of `release` over AWS's SDK: a real account. Used by the app's wiring alone.
@NullMarked
package io.surgetank.deploy.sdk;

import org.jspecify.annotations.NullMarked;
