/// An installation on AWS as an operator's command sees it from elsewhere. Uses `table` and
/// `queue`; used by the app's wiring.
@NullMarked
package io.surgetank.aws.operator;

import org.jspecify.annotations.NullMarked;
