package io.surgetank.local.lambda;

/// Calls functions and waits for the answer, as Lambda's `Invoke` with `RequestResponse` does.
public interface Invoker {
  /// Returns when the call has ended; never throws for what the function did.
  ///
  /// @param function a function's name
  Invocation invoke(String function, Call call) throws InterruptedException;

  /// What is handed over.
  ///
  /// @param event the payload, as it is handed to the function
  /// @param trace the value of `X-Amzn-Trace-Id`
  record Call(byte[] event, String trace) {}
}
