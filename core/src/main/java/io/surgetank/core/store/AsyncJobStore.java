package io.surgetank.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A store that reports the results of submissions without a thread that waits for each.
public interface AsyncJobStore extends JobStore {
  /// Like [#put], but returns at once, without reading or writing: the future completes or fails as
  /// that returns or throws. Its dependent actions must not block: they may run on the thread that
  /// stores all submissions.
  CompletableFuture<List<PutResult>> putAsync(List<Submission> submissions);
}
