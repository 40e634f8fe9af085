package io.surgetank.bench;

import java.io.IOException;

record Growth(WorkFolder folder) {
  String measure() throws IOException {
    throw new IOException("soon");
  }
}
