package io.surgetank.deploy.infra.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What becomes of one resource.
sealed interface Change {
  Made made();

  record Add(Made made) implements Change {}

  /// It stands and has other values.
  ///
  /// @param names of the properties that change
  record Modify(Made before, Made made, List<String> names) implements Change {
    boolean isReplacement() {
      return !before.physical().equals(made.physical())
          || names.stream().anyMatch(made.kind()::isFixed);
    }
  }

  record Remove(Made made) implements Change {}

  /// In the order that it is done in; what is removed comes last.
  static List<Change> between(Map<String, Made> before, Map<String, Made> after) {
    var changes = new ArrayList<Change>();
    for (Made made : after.values()) {
      Made stood = before.get(made.id());
      if (stood == null) changes.add(new Add(made));
      else {
        var names = new TreeSet<>(made.properties().keySet());
        names.addAll(stood.properties().keySet());
        names.removeIf(
            name -> Objects.equals(made.properties().get(name), stood.properties().get(name)));
        if (!names.isEmpty()) changes.add(new Modify(stood, made, List.copyOf(names)));
      }
    }
    for (Made stood : List.copyOf(before.values()).reversed())
      if (!after.containsKey(stood.id())) changes.add(new Remove(stood));
    return changes;
  }

  /// As DescribeChangeSet tells it.
  default Map<String, Object> described() {
    var made = made();
    var described = new LinkedHashMap<String, Object>();
    described.put(
        "Action",
        switch (this) {
          case Add _ -> "Add";
          case Modify _ -> "Modify";
          case Remove _ -> "Remove";
        });
    described.put("LogicalResourceId", made.id());
    if (!(this instanceof Add))
      described.put(
          "PhysicalResourceId",
          this instanceof Modify modify ? modify.before().physical() : made.physical());
    described.put("ResourceType", made.kind().type());
    if (this instanceof Modify modify) {
      described.put("Replacement", modify.isReplacement() ? "True" : "False");
      described.put("Scope", List.of("Properties"));
      described.put(
          "Details",
          modify.names().stream()
              .map(name ->
                  Parts.map(
                      "Target",
                      Parts.map(
                          "Attribute",
                          "Properties",
                          "Name",
                          name,
                          "RequiresRecreation",
                          made.kind().isFixed(name) ? "Always" : "Never"),
                      "Evaluation",
                      "Static",
                      "ChangeSource",
                      "DirectModification"))
              .toList());
    }
    return Parts.map("Type", "Resource", "ResourceChange", described);
  }
}
