package io.surgetank.local.lambda;

/// Invokes functions and waits for the result, as Lambda's `Invoke` with `RequestResponse` does.
public interface Invoker {
  /// Returns when the invocation has ended; does not throw if the function fails.
  ///
  /// @param function the function's name
  InvocationResult invoke(String function, Call call) throws InterruptedException;

  /// The input of an invocation.
  ///
  /// @param event the payload, as the function receives it
  /// @param trace the value of `X-Amzn-Trace-Id`
  record Call(byte[] event, String trace) {}
}
