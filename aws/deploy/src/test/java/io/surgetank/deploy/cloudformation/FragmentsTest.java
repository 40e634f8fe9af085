package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  private static final Map<String, Object> VALUES =
      Map.of("Queue", "Orders", "others", List.of("a", "b"), "name", "<x>$1", "seconds", 30L);

  private static final Map<String, Object> COMMON =
      Map.of("tags", List.of(map("Key", "Application", "Value", "shop")), "unused", 1);

  private static Map<String, Object> filled(Map<String, Object> values) {
    return new Fragments(FragmentsTest.class, COMMON).filled("sample.yaml", values);
  }

  @Test
  void placeholders_are_replaced_by_texts_by_values_and_by_the_items_of_lists() {
    var properties = YamlTree.inside(filled(VALUES), "OrdersPolicy", "Properties");

    assertThat(properties)
        .containsEntry("Queues", List.of(YamlTree.ref("Orders"), "a", "b"))
        .containsEntry("Name", YamlTree.sub("${EnvironmentName}-<x>$1"))
        .containsEntry("Arn", YamlTree.arn("Orders"))
        .containsEntry("Seconds", 30L)
        .containsEntry("Tags", COMMON.get("tags"));
  }

  @Test
  void a_placeholder_without_a_value_is_refused() {
    var values = new HashMap<>(VALUES);
    values.remove("seconds");

    assertThatThrownBy(() -> filled(values)).hasMessage("sample.yaml: no value for <seconds>");
  }

  @Test
  void a_value_without_a_placeholder_is_refused() {
    var values = new HashMap<>(VALUES);
    values.put("minutes", 1);

    assertThatThrownBy(() -> filled(values))
        .hasMessage("sample.yaml: no placeholder for [minutes]");
  }
}
