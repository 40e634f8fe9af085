package io.surgetank.core.pipeline;

/// Which of a pipeline's jobs are processed one after another.
public sealed interface Ordering {
  /// None: each as soon as a worker is free.
  record None() implements Ordering {}

  /// Those whose payloads have an equal value in this member, in the order of acceptance. A job
  /// starts when all before it have ended; a retry delays the following jobs, a dead letter does
  /// not.
  record ByMember(String name) implements Ordering {}

  Ordering NONE = new None();
}
