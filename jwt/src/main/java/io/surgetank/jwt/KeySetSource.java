package io.surgetank.jwt;

import java.io.IOException;

/// Where the key set of an issuer is read from.
public interface KeySetSource extends AutoCloseable {
  /// More is not a key set: 100 keys of 4,096 bits with certificates are about 500 KB.
  int MAX_BYTES = 512 * 1024;

  /// The text of the key set, of at most [#MAX_BYTES]. Returns or fails within seconds. The message
  /// of the exception is for operators.
  String read() throws IOException;

  /// Ends a read that is in progress.
  @Override
  void close();
}
