/// What stands on AWS, as plain records: computed from a descriptor, written out for the tools that
/// put it there, and read back from what they put there.
@NullMarked
package io.surgetank.deploy.stack;

import org.jspecify.annotations.NullMarked;
