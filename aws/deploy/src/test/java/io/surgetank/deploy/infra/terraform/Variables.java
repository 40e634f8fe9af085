package io.surgetank.deploy.infra.terraform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What every deployment of these tests is told.
public final class Variables {
  private Variables() {}

  static List<String> of(Path descriptor) {
    return new ArrayList<>(
        List.of(
            "stage=dev",
            "zip=surgetank.zip",
            "operator_token_parameter=/surgetank/dev/operator-token",
            "descriptor=" + descriptor));
  }

  /// Of the built-in pipelines.
  public static String[] builtIn(String... more) {
    List<String> all = of(Tree.builtIn());
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /// Of one pipeline, which is quicker.
  static String[] with(String... more) {
    List<String> all = of(Path.of("one.yaml"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
