package io.surgetank.http;

/// The version that the client uses. A later minor version is treated as 1.1 (RFC 9110, 2.5).
enum HttpVersion {
  HTTP_1_0,
  HTTP_1_1
}
