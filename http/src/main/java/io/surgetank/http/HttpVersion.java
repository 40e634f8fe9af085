package io.surgetank.http;

/// What the client speaks. A later minor version is treated as 1.1 (RFC 9110, 2.5).
enum HttpVersion {
  HTTP_1_0,
  HTTP_1_1
}
