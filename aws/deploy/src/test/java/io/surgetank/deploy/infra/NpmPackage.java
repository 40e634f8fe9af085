package io.surgetank.deploy.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// A package that `npm ci` installs in a folder of this repository.
public final class NpmPackage {
  private NpmPackage() {}

  /// The folder of the installed package. Skips the test where it is missing, or is not the version
  /// that the folder's package.json names.
  public static Path require(Path folder, String name) {
    Path installed = folder.resolve("node_modules").resolve(name);
    String hint = "run `npm ci` in " + folder + " (.ci/run does)";
    if (!Files.exists(installed.resolve("package.json")))
      RequiredTool.skip("the npm package " + name + " is not installed: " + hint);
    String wanted = version(folder.resolve("package.json"), "/devDependencies/", name);
    if (wanted.isEmpty()) wanted = version(folder.resolve("package.json"), "/dependencies/", name);
    String found =
        json(installed.resolve("package.json")).path("version").asString().replaceFirst("^v", "");
    if (!found.equals(wanted))
      RequiredTool.skip(
          "the npm package %s is installed as %s, not %s: %s".formatted(name, found, wanted, hint));
    return installed;
  }

  private static String version(Path file, String group, String name) {
    return json(file).at(group + name.replace("~", "~0").replace("/", "~1")).asString("");
  }

  private static tools.jackson.databind.JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
