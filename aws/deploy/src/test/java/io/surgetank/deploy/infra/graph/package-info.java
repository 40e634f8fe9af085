/// Whole deployments as one map of values, whichever tool makes them, to be compared. Uses `infra`
/// and `infra.terraform`.
@NullMarked
package io.surgetank.deploy.infra.graph;

import org.jspecify.annotations.NullMarked;
