package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Called by a schedule: sends what was stored and never sent. Whatever is sent has left the
/// outbox, so a long queue alone gives it nothing to do.
public final class SweeperFunction implements RequestStreamHandler {
  private final Installation installation;

  public SweeperFunction() {
    this(Rehearsal.before(Installation.fromEnvironment(), Rehearsal::sweep));
  }

  SweeperFunction(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    reply.write(sweep());
  }

  byte[] sweep() {
    int sent = installation.tank().outbox().sweep();
    tellLedger();
    return Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("sent", sent));
  }

  /// What stands in the records now: no stream of events can tell it.
  private void tellLedger() {
    JsonLog log = installation.log();
    installation
        .tank()
        .ledger()
        .tallies()
        .forEach((pipeline, tally) ->
            log.tell(
                log.line("Ledger", pipeline)
                    .count("Waiting", tally.waiting())
                    .count("DeadLetters", tally.dead())
                    .count("RedrivenTotal", tally.redriven())));
  }
}
