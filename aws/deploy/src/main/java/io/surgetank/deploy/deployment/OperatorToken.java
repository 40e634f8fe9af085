package io.surgetank.deploy.deployment;

/// The operators' token.
///
/// @param use when it is given to the stack
public record OperatorToken(String text, Use use) {
  /// The template asks for as many.
  public static final int SHORTEST = 32;

  public enum Use {
    /// When the stack is made; one that stands keeps its own.
    FIRST,
    /// In any case: it replaces the one that the stack has.
    ALWAYS
  }
}
