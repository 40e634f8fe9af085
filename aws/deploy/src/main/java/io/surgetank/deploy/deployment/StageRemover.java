package io.surgetank.deploy.deployment;

import java.util.List;

/// Removes a stage, with the tool that deployed it.
public interface StageRemover {
  /// Removes it; returns error messages, or none.
  List<String> remove(String stack) throws InterruptedException;

  /// Further resources that remain, which are not found by the name of the stack.
  List<RemainingResource> remaining(String stack);
}
