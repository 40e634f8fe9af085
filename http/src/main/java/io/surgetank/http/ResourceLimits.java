package io.surgetank.http;

/// The resources that a server may use.
///
/// @param maxConnections the number of connections
/// @param heapBytes the heap, of which requests under way may use a part
record ResourceLimits(int maxConnections, long heapBytes) {
  static ResourceLimits ofThisProcess() {
    return new ResourceLimits(ConnectionLimit.maxConnections(), Runtime.getRuntime().maxMemory());
  }
}
