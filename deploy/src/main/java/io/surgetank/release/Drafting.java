package io.surgetank.release;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Has CloudFormation compute what a blueprint changes. The template lies in the bucket for just as
/// long: it is larger than what may be sent along.
record Drafting(Formation formation, Storeroom storeroom, Watch watch) {
  Draft make(Blueprint blueprint, String name, Optional<Standing> before, Proposal.Given token)
      throws InterruptedException {
    URI template = storeroom.bringTemplate(blueprint);
    try {
      Map<String, Proposal.Given> given = blueprint.given(before, storeroom.name(), token);
      var kind = before.isPresent() ? Proposal.Kind.UPDATE : Proposal.Kind.CREATE;
      return make(blueprint.stack(), new Proposal(name, kind, Optional.of(template), given));
    } finally {
      storeroom.dropTemplate(blueprint);
    }
  }

  Draft make(String stack, Proposal proposal) throws InterruptedException {
    Drafts drafts = formation.drafts(stack);
    drafts.make(proposal);
    return watch.untilComputed(drafts, proposal.name());
  }
}
