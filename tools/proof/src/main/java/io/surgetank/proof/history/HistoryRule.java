package io.surgetank.proof.history;

import java.util.function.Consumer;

/// What a history must follow.
interface HistoryRule {
  /// Reports each violation as a sentence.
  void check(History history, Consumer<String> violations);
}
