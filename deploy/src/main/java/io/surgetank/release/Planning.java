package io.surgetank.release;

import java.util.List;
import java.util.Optional;

/// Shows what would be, and leaves nothing behind.
public final class Planning {
  private static final String NAME = "surgetank-plan";

  private final Formation formation;
  private final Storeroom storeroom;
  private final Watch watch;

  public Planning(Account account, Surroundings surroundings) {
    formation = account.formation();
    storeroom = new Storeroom(account, surroundings.say());
    watch = new Watch(formation, surroundings.pause(), surroundings.say());
  }

  /// What would be.
  public sealed interface Outlook {
    /// What apply would do.
    ///
    /// @param anew whether nothing stands there yet
    record Changes(List<Change> changes, boolean anew) implements Outlook {}

    record Impossible(List<String> why) implements Outlook {}
  }

  public Outlook plan(Blueprint blueprint) throws InterruptedException {
    Optional<Standing> standing = formation.standing(blueprint.stack());
    return switch (Step.of(standing)) {
      // A change set would leave a stack without resources; everything in the template is added.
      case Step.Create(), Step.ClearAway() -> new Outlook.Changes(blueprint.additions(), true);
      case Step.Await(var status) ->
          impossible("CloudFormation is at work on it (" + status + "); ask again later.");
      case Step.Stuck(var why) -> impossible(blueprint.stack() + ": " + why + ".");
      case Step.Update() -> drafted(blueprint, standing);
    };
  }

  private Outlook drafted(Blueprint blueprint, Optional<Standing> standing)
      throws InterruptedException {
    Optional<String> fault = storeroom.fault();
    if (fault.isPresent()) return impossible(fault.get());
    boolean bucketIsNew = !storeroom.isThere();
    storeroom.prepare();
    try {
      var drafting = new Drafting(formation, storeroom, watch);
      return switch (drafting.make(blueprint, NAME, standing, new Proposal.Given.Kept())) {
        case Draft.Ready(var changes) -> new Outlook.Changes(changes, false);
        case Draft.Nothing() -> new Outlook.Changes(List.of(), false);
        case Draft.Refused(var why) -> impossible(why);
        case Draft.Pending() -> throw new IllegalStateException("waited for");
      };
    } finally {
      formation.drafts(blueprint.stack()).discard(NAME);
      if (bucketIsNew) storeroom.clear(blueprint.stack());
    }
  }

  private static Outlook impossible(String why) {
    return new Outlook.Impossible(List.of(why));
  }
}
