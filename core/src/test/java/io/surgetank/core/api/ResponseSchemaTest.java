package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.ReplyTemplate;
import io.surgetank.core.pipeline.ReplyTemplate.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseSchemaTest {

  @Test
  void a_member_that_may_be_missing_from_the_payload_is_not_required() {
    Map<String, Node> members = new LinkedHashMap<>();
    members.put("id", new Node.Text("{id}"));
    members.put("copy", new Node.Text("{payload.name}"));
    members.put("greeting", new Node.Text("for {payload.name}"));
    members.put("received", new Node.Text("{count.received}"));
    members.put("at", new Node.Text("{acceptedAt.epoch}"));
    members.put("fixed", new Node.Literal("7"));

    assertThat(ResponseSchema.of(new ReplyTemplate(members)))
        .isEqualTo(
            Json.read(
                """
                {"type": "object",
                 "properties": {
                   "id": {"type": "string"},
                   "copy": {},
                   "greeting": {"type": "string"},
                   "received": {"type": "integer"},
                   "at": {"type": "integer"},
                   "fixed": {"const": 7}},
                 "required": ["id", "greeting", "received", "at", "fixed"]}
                """));
  }

  @Test
  void nothing_is_required_if_all_members_may_be_missing() {
    var members = Map.<String, Node>of("copy", new Node.Text("{payload.name}"));

    assertThat(ResponseSchema.of(new ReplyTemplate(members)).has("required")).isFalse();
  }

  @Test
  void a_list_has_the_schemas_of_its_items_and_their_number() {
    var id = new Node.Text("{id}");
    var list = new Node.Items(List.of(id, new Node.Text("{payload.name}"), id));

    assertThat(list(list))
        .isEqualTo(
            "{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"string\"},{}]},"
                + "\"minItems\":2,\"maxItems\":3}");
    assertThat(list(new Node.Items(List.of())))
        .isEqualTo("{\"type\":\"array\",\"items\":{},\"maxItems\":0}");
  }

  private static String list(Node.Items items) {
    var schema = ResponseSchema.of(new ReplyTemplate(Map.of("list", items)));
    return Json.write(schema.at("/properties/list"));
  }
}
