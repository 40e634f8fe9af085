package io.surgetank.deploy.infra.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a client is told.
public final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  public Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  static Answer xml(int status, String text) {
    return new Answer(
        status,
        Map.of("Content-Type", "text/xml"),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(UTF_8));
  }

  /// The answer of a service that speaks JSON.
  public static Answer json(int status, Object tree) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/x-amz-json-1.1"),
        JsonMapper.shared().writeValueAsBytes(tree));
  }

  /// The answer of a service that speaks AWS's Query protocol.
  static Answer query(Asked asked, Object result) {
    String action = asked.action();
    return xml(
        200,
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult>%4$s</%1$sResponse>"
            .formatted(
                action,
                "http://" + asked.service() + ".amazonaws.com/doc/2010-05-15/",
                Xml.of(result),
                "<ResponseMetadata><RequestId>0</RequestId></ResponseMetadata>"));
  }

  /// In the words of the protocol that the request was in.
  static Answer refused(Asked asked, Refusal refusal) {
    String error =
        Xml.of(Parts.map("Code", refusal.code(), "Message", refusal.sentence(), "RequestId", "0"));
    return switch (asked.protocol()) {
      case REST_XML -> xml(refusal.status(), "<Error>" + error + "</Error>");
      case QUERY ->
          xml(
              refusal.status(),
              "<ErrorResponse><Error><Type>Sender</Type>"
                  + error
                  + "</Error><RequestId>0</RequestId></ErrorResponse>");
      case JSON, REST_JSON -> {
        var answer =
            json(
                refusal.status(),
                Parts.map("__type", refusal.code(), "message", refusal.sentence()));
        yield new Answer(
            refusal.status(), Map.of("x-amzn-ErrorType", refusal.code()), answer.body());
      }
    };
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }
}
