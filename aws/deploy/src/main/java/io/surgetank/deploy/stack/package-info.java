/// The AWS stack as records: computed from a configuration, and written for the tools that deploy
/// it.
@NullMarked
package io.surgetank.deploy.stack;

import org.jspecify.annotations.NullMarked;
