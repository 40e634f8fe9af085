/// Putting a stack on an account and taking it away: what is decided, and in which order it is
/// done. Knows an account by its ports alone; `account` has them over AWS's SDK. Uses `stack` and
/// `cloudformation`; used by the app's commands.
@NullMarked
package io.surgetank.deploy.deployment;

import org.jspecify.annotations.NullMarked;
