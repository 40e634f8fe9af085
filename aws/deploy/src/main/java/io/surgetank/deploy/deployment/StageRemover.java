package io.surgetank.deploy.deployment;

import java.util.List;

/// How what stands is taken away, by the tool that put it there.
public interface StageRemover {
  /// Takes it away; what went wrong, as a person reads it, or nothing.
  List<String> remove(String stack) throws InterruptedException;

  /// What it leaves behind besides, that nobody can see in the account.
  List<Leftover> leaves(String stack);
}
