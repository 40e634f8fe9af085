package io.surgetank.core.pipeline;

import io.surgetank.core.access.AccessLevel;

/// Who may use a pipeline at its path.
///
/// @param read a job by its id
public record PipelineAccess(
    AccessLevel submit, AccessLevel read, AccessLevel list, AccessLevel cancel) {
  public static final PipelineAccess DEFAULT = of(AccessLevel.SERVER);

  /// The same level for each operation.
  public static PipelineAccess of(AccessLevel level) {
    return new PipelineAccess(level, level, level, level);
  }
}
