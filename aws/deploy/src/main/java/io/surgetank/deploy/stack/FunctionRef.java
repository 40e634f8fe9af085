package io.surgetank.deploy.stack;

/// A reference to a function of a stack.
///
/// @param stack the name of the stack: `orders-prod`
/// @param function which of its functions: `worker`
public record FunctionRef(String stack, String function) {
  public static final String RECEIVER = "receiver";
  public static final String WORKER = "worker";
  public static final String DEAD_LETTER = "dead-letter";
  public static final String SWEEPER = "sweeper";

  /// The function's name in the account.
  public String name() {
    return stack + "-" + function;
  }
}
