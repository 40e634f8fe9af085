/// What clients sent and were answered, and what handlers ran, in one order; and the rules that it
/// must follow. No I/O except `HistoryLog`.
@NullMarked
package io.surgetank.proof.history;

import org.jspecify.annotations.NullMarked;
