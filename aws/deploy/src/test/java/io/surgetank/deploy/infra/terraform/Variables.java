package io.surgetank.deploy.infra.terraform;

import java.util.ArrayList;
import java.util.List;

/// What every deployment of these tests is told.
public final class Variables {
  private Variables() {}

  /// Of the stack that lies beside the zip.
  public static String[] with(String... more) {
    var all =
        new ArrayList<>(
            List.of(
                "stage=dev",
                "zip=surgetank.zip",
                "stack=stack.json",
                "operator_token_parameter=/surgetank/dev/operator-token"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
