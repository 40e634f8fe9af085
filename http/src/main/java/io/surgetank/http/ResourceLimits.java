package io.surgetank.http;

/// What a server may use.
///
/// @param places how many connections
/// @param heapBytes of which requests under way may use a part
record ResourceLimits(int places, long heapBytes) {
  static ResourceLimits ofThisProcess() {
    return new ResourceLimits(FileDescriptors.places(), Runtime.getRuntime().maxMemory());
  }
}
