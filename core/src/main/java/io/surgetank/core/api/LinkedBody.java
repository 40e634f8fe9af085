package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A JSON document with links. Written once for clients of the server's own paths, and once for
/// those of its public URL, of which a server has at most one.
final class LinkedBody {
  private final Function<Client, JsonNode> document;
  private final byte[] own;
  private volatile Written last;

  private record Written(String linkBase, byte[] body) {}

  LinkedBody(Function<Client, JsonNode> document) {
    this.document = document;
    this.own = bytes(Client.UNKNOWN);
    this.last = new Written("", own);
  }

  private byte[] bytes(Client client) {
    return Json.MAPPER.writeValueAsBytes(document.apply(client));
  }

  byte[] to(Client client) {
    if (client.linkBase().isEmpty()) return own;
    Written kept = last;
    if (kept.linkBase().equals(client.linkBase())) return kept.body();
    var written = new Written(client.linkBase(), bytes(client));
    last = written;
    return written.body();
  }
}
