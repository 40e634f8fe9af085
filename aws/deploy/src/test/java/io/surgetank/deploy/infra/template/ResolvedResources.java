package io.surgetank.deploy.infra.template;

import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.stack.StackSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/// The resources that a template makes at a place, with every intrinsic function in it worked out.
/// What only AWS knows is the logical id that it was asked of, with the attribute: `HttpApi`,
/// `WorkerRole.Arn`.
public final class ResolvedResources {
  private ResolvedResources() {}

  /// A resource.
  public record Resource(String type, Map<String, Object> properties) {}

  /// By logical id.
  public static Map<String, Resource> of(
      Map<String, Object> template, Map<String, String> chosen, StackSettings.Place place) {
    var intrinsicFunctions = new IntrinsicFunctions(template, chosen, place);
    var resources = new LinkedHashMap<String, Resource>();
    for (Object resource : YamlTree.named(template.get("Resources")).values()) {
      String type = String.valueOf(YamlTree.named(resource).get("Type"));
      intrinsicFunctions
          .resources(type)
          .forEach((id, properties) -> resources.put(id, new Resource(type, properties)));
    }
    return resources;
  }
}
