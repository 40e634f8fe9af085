package io.surgetank.deploy.deployment;

/// The operator token.
///
/// @param use when the stack gets it
public record OperatorToken(String text, Use use) {
  /// The minimum of the template.
  public static final int MIN_LENGTH = 32;

  public enum Use {
    /// When the stack is created; an existing stack keeps its token.
    ON_CREATION,
    /// Always: it replaces the token of an existing stack.
    ALWAYS
  }
}
