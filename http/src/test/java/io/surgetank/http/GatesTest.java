package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@On(Stage.EMBEDDED)
@Keeps(Promise.P8)
class GatesTest {
  @Test
  void a_flood_of_writers_leaves_readers_and_operators_their_places() {
    var gates = new Gates(1, 1, 1);

    assertThat(gates.enter("POST", "/orders")).isPresent();

    assertThat(gates.enter("POST", "/orders")).isEmpty();
    assertThat(gates.enter("GET", "/orders/1")).isPresent();
    assertThat(gates.enter("GET", "/orders/1")).isEmpty();
    assertThat(gates.enter("GET", "/metrics")).isPresent();
    assertThat(gates.enter("GET", "/ops/v1/dead")).isPresent();
    assertThat(gates.enter("POST", "/ops/v1/dead/redrive")).isEmpty();
    assertThat(gates.enter("GET", "/health/ready")).isPresent();
    assertThat(gates.enter("GET", "/health/live")).isPresent();
  }

  @Test
  void a_place_given_back_can_be_taken_again() {
    var gates = new Gates(1, 1, 1);
    Optional<Gates.Place> place = gates.enter("POST", "/orders");

    place.orElseThrow().close();

    assertThat(gates.enter("POST", "/orders")).isPresent();
  }
}
