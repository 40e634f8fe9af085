package io.surgetank.core.pipeline;

/// Which of a pipeline's jobs are worked one after another.
public sealed interface Ordering {
  /// None: each as soon as a worker is free.
  record None() implements Ordering {}

  /// Those whose payloads have an equal value in this member, in the order of acceptance. A job
  /// begins when all before it stand at an end; a retry holds up those behind it, a dead letter
  /// does not.
  record ByMember(String name) implements Ordering {}

  Ordering NONE = new None();
}
