/// Runs small scenarios of concurrent calls under a scheduler that controls every thread. Uses
/// `campaign`, `disk` and Fray; the scenarios run in child processes.
@NullMarked
package io.surgetank.proof.interleaving;

import org.jspecify.annotations.NullMarked;
