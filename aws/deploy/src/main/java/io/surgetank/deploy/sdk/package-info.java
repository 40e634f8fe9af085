/// Implements the ports of `deployment` with the AWS SDK. Used by the wiring only.
@NullMarked
package io.surgetank.deploy.sdk;

import org.jspecify.annotations.NullMarked;
