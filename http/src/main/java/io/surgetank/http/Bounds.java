package io.surgetank.http;

/// What a server may use.
///
/// @param places how many connections
/// @param heapBytes of which requests under way may use a part
record Bounds(int places, long heapBytes) {
  static Bounds ofThisProcess() {
    return new Bounds(Descriptors.places(), Runtime.getRuntime().maxMemory());
  }
}
