/// What a deployment costs in a month. A model, not a bill: every number in it is told. Uses
/// `stack`.
@NullMarked
package io.surgetank.deploy.cost;

import org.jspecify.annotations.NullMarked;
