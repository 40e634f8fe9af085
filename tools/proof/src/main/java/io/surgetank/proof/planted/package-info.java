/// Faults planted in the source of Surgetank, to show that the campaigns can find what they look
/// for. Uses `campaign`; the campaigns run in child processes.
@NullMarked
package io.surgetank.proof.planted;

import org.jspecify.annotations.NullMarked;
