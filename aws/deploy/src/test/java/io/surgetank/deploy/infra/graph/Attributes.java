package io.surgetank.deploy.infra.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which attribute of a type of Terraform's is which property of CloudFormation's.
final class Attributes {
  private record Renaming(Pattern attribute, String property) {}

  private final String type;
  private final List<Renaming> renamings = new ArrayList<>();

  private Attributes(String type) {
    this.type = type;
  }

  /// By Terraform's type.
  static Map<String, Attributes> read(String file) {
    var all = new HashMap<String, Attributes>();
    var current = new Attributes("");
    for (String line : Rules.lines(file)) {
      String[] sides = line.strip().split("\\s*=\\s*", 2);
      if (!line.startsWith(" ")) {
        current = new Attributes(sides[1]);
        all.put(sides[0], current);
      } else
        for (String attribute : sides[0].split(" +", -1))
          current.renamings.add(new Renaming(pattern(attribute), sides.length > 1 ? sides[1] : ""));
    }
    return all;
  }

  /// An attribute and all below it; `*` is any one name.
  private static Pattern pattern(String attribute) {
    return Pattern.compile(
        Pattern.quote(attribute).replace("*", "\\E([^.\\[]+)\\Q") + "(?<below>[.\\[].*)?");
  }

  String type() {
    return type;
  }

  /// The property of a path; empty where it is none, `?` where nothing is known of it.
  String property(String path) {
    for (Renaming renaming : renamings) {
      Matcher found = renaming.attribute().matcher(path);
      if (!found.matches()) continue;
      if (renaming.property().isEmpty()) return "";
      String property = renaming.property();
      if (property.contains("*")) property = property.replace("*", found.group(1));
      String below = found.group("below");
      return below == null ? property : property + below;
    }
    return "?";
  }
}
