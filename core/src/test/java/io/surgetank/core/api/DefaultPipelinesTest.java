package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The five systems' example requests against the built-in pipelines, sent like `curl -d`.
class DefaultPipelinesTest {
  private static final String CURL = "Content-Type: application/x-www-form-urlencoded";

  private final TestApi it =
      new TestApi(DefaultConfiguration.pipelines().all().toArray(Pipeline[]::new));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/orders | {'productId': 'TEST', 'quantity': 1, 'customerEmail': 'test@test.com', 'unitPrice': 100.00} | {'message':'Order received','orderId':'ID','created_at':'2026-01-31T08:00:00.120Z','status':'PENDING'}",
        "/order | {'email':'abcdef@test.com','items':[{'sku':'BOOK-001','qty':2}]} | {'message':'Order accepted','order_id':'ID','debug':{'total_requests_received':1,'total_requests_validated':1,'total_requests_enqueued':1}}",
        "/task | {'description':'water the plants'} | {'message':'Task created','task_id':'ID'}",
        "/api/v1/tasks | {'taskId':1,'payload':{'someProperty':'test'}} | {'taskId':1,'messageId':'ID'}",
        "/orders | {'order_id':'test-order-1-1768000000','customer_name':'Test Customer','product':'Demo Product','quantity':3,'price':42} | {'message':'Request accepted for processing','messageId':'ID','orderId':'test-order-1-1768000000'}"
      })
  void the_example_requests_get_their_responses(String path, String body, String reply) {
    Response response = it.post(path, body.replace('\'', '"'), CURL);

    assertThat(response.status()).as(TestApi.text(response)).isEqualTo(202);
    String id = TestApi.id(response).toString();
    assertThat(TestApi.text(response)).isEqualTo(reply.replace('\'', '"').replace("ID", id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'email':'a@b.co'} | Missing 'items' in order",
        "{'items':[{'sku':'a','qty':1}]} | Missing 'email' in order",
        "{'email':'a@b.co','items':{}} | 'items' must be an array",
        "{'email':'a@b.co','items':[]} | 'items' array cannot be empty",
        "{'email':'a@b.co','items':[7]} | Item at index 0 must be an object",
        "{'email':'a@b.co','items':[{'qty':1}]} | Item at index 0 missing 'sku' field",
        "{'email':'a@b.co','items':[{'sku':'a'}]} | Item at index 0 missing 'qty' field",
        "{'email':'a@b.co','items':[{'sku':'a','qty':-1}]} | Item at index 0 has invalid quantity"
      })
  void the_eight_messages_of_the_shop_are_verbatim(String body, String text) {
    var problem = TestApi.json(it.post("/order", body.replace('\'', '"'), CURL));

    assertThat(problem.at("/errors/0/detail").stringValue()).isEqualTo(text);
    assertThat(problem.path("error").stringValue()).isEqualTo(text);
  }

  @Test
  void decimals_are_shown_verbatim() {
    Response accepted =
        it.post(
            "/orders",
            "{\"productId\":\"T\",\"quantity\":1,\"customerEmail\":\"t@t.com\",\"unitPrice\":100.00}");

    assertThat(TestApi.text(it.get(accepted.headers().get("Location"))))
        .contains("\"unitPrice\":100.00");
  }
}
