package io.surgetank.deploy.cloudformation;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads the YAML of CloudFormation: `!Ref`, `!Sub` and `!GetAtt` become maps.
final class CloudFormationYaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setTagConstructors(
              Map.of(
                  new Tag("!Ref"),
                  function(YamlTree::ref),
                  new Tag("!Sub"),
                  function(YamlTree::sub),
                  new Tag("!GetAtt"),
                  function(CloudFormationYaml::attribute)))
          .build();

  private CloudFormationYaml() {}

  static Object read(String yaml) {
    return new Load(SETTINGS).loadFromString(yaml);
  }

  private static ConstructNode function(java.util.function.Function<String, Object> function) {
    return (Node node) -> function.apply(((ScalarNode) node).getValue());
  }

  /// `LogicalId.Attribute`.
  private static Map<String, Object> attribute(String path) {
    return YamlTree.map("Fn::GetAtt", List.of(path.split("\\.", 2)));
  }
}
