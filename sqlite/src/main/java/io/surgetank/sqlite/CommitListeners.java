package io.surgetank.sqlite;

/// Notified after each commit, or when there will be none.
record CommitListeners(
    PipelineStates states,
    CompletionWaiters waiters,
    Checkpoints checkpoints,
    FailStop failStop,
    StoreConditions conditions,
    HighWaterMark mark) {}
