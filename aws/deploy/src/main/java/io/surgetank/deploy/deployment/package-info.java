/// Deploys a stack to an account and removes it: the decisions, and the order of the steps.
/// Accesses an account through ports only, which `sdk` implements. Uses `stack` and
/// `cloudformation`; used by the commands of `cli`.
@NullMarked
package io.surgetank.deploy.deployment;

import org.jspecify.annotations.NullMarked;
