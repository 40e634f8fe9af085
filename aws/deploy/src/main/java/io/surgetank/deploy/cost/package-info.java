/// An estimate of the monthly cost of a deployment, with every number in the source. Uses `stack`.
@NullMarked
package io.surgetank.deploy.cost;

import org.jspecify.annotations.NullMarked;
