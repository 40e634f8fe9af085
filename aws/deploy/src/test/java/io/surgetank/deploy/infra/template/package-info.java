/// Templates as they are when they are applied: functions evaluated, and read back into a stack.
/// Uses `cloudformation` and `stack`.
@NullMarked
package io.surgetank.deploy.infra.template;

import org.jspecify.annotations.NullMarked;
