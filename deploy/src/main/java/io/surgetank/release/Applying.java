package io.surgetank.release;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes a stack what it should be, from wherever an earlier try left it.
public final class Applying {
  private static final String NAME = "surgetank-apply";

  /// Each leads on to the next: wait, clear away, create, update.
  private static final int MOST_STEPS = 8;

  private final Account account;
  private final Formation formation;
  private final Storeroom storeroom;
  private final Watch watch;
  private final Drafting drafting;
  private final Consumer<String> say;

  public Applying(Account account, Surroundings surroundings) {
    this.account = account;
    say = surroundings.say();
    formation = account.formation();
    storeroom = new Storeroom(account, say);
    watch = new Watch(formation, surroundings.pause(), say);
    drafting = new Drafting(formation, storeroom, watch);
  }

  /// What came of it.
  public sealed interface Applied {
    /// It stands as it should.
    ///
    /// @param made whether it was made now, with the token
    /// @param changes how many resources changed
    record Done(String url, boolean made, int changes) implements Applied {}

    /// The guard did not let work be lost; nothing was changed.
    record Held() implements Applied {}

    record Failed(List<String> why) implements Applied {}
  }

  public Applied apply(Blueprint blueprint, Token token, Guard guard) throws InterruptedException {
    Optional<String> fault = storeroom.fault();
    if (fault.isPresent()) return new Applied.Failed(List.of(fault.get()));
    boolean made = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<Standing> standing = formation.standing(blueprint.stack());
      switch (Step.of(standing)) {
        case Step.Stuck(var why) -> {
          return new Applied.Failed(List.of(blueprint.stack() + ": " + why + "."));
        }
        case Step.Await(var status) -> {
          say.accept("CloudFormation is at work on it (" + status + "), waiting for its end:");
          String id = standing.orElseThrow().id();
          watch.untilRest(id, formation.lastHappening(id));
        }
        case Step.ClearAway() -> {
          say.accept("Its first creation failed and was rolled back; removing what that left:");
          var failure = cleared(standing.orElseThrow());
          if (failure.isPresent()) return failure.get();
        }
        case Step.Create() -> {
          var failure = created(blueprint, token);
          if (failure.isPresent()) return failure.get();
          made = true;
        }
        case Step.Update() -> {
          return updated(blueprint, made ? new Token("", Token.Use.FIRST) : token, guard, made);
        }
      }
    }
    return new Applied.Failed(List.of("Somebody else changes " + blueprint.stack() + " as well."));
  }

  private Optional<Applied> cleared(Standing standing) throws InterruptedException {
    var mark = formation.lastHappening(standing.id());
    formation.remove(standing.id());
    var outcome = watch.untilRest(standing.id(), mark);
    return outcome.standing().isEmpty() || outcome.standing().get().isGone()
        ? Optional.empty()
        : Optional.of(new Applied.Failed(Failure.told("Clearing it away", outcome)));
  }

  private Optional<Applied> created(Blueprint blueprint, Token token) throws InterruptedException {
    storeroom.prepare();
    storeroom.bring(blueprint);
    var given = new Proposal.Given.Value(token.text());
    return switch (drafting.make(blueprint, NAME, Optional.empty(), given)) {
      case Draft.Refused(var why) -> Optional.of(new Applied.Failed(List.of(why)));
      case Draft.Nothing() -> throw new IllegalStateException("a new stack is a change");
      case Draft.Pending() -> throw new IllegalStateException("waited for");
      case Draft.Ready(var changes) -> {
        say.accept("Creating " + Words.counted(changes.size(), "resource") + ":");
        var outcome = executed(blueprint.stack());
        yield outcome.standing().map(Standing::isWell).orElse(false)
            ? Optional.empty()
            : Optional.of(new Applied.Failed(Failure.told("The creation", outcome)));
      }
    };
  }

  private Applied updated(Blueprint blueprint, Token token, Guard guard, boolean made)
      throws InterruptedException {
    storeroom.prepare();
    storeroom.bring(blueprint);
    var standing = formation.standing(blueprint.stack());
    Proposal.Given given =
        token.use() == Token.Use.ALWAYS
            ? new Proposal.Given.Value(token.text())
            : new Proposal.Given.Kept();
    return switch (drafting.make(blueprint, NAME, standing, given)) {
      case Draft.Refused(var why) -> discarded(blueprint, new Applied.Failed(List.of(why)));
      case Draft.Nothing() -> discarded(blueprint, new Applied.Done(url(standing), made, 0));
      case Draft.Pending() -> throw new IllegalStateException("waited for");
      case Draft.Ready(var changes) -> {
        if (!mayLose(blueprint.stack(), changes, guard))
          yield discarded(blueprint, new Applied.Held());
        say.accept(
            made
                ? "Protecting the table against deletion:"
                : "Changing " + Words.counted(changes.size(), "resource") + ":");
        var outcome = executed(blueprint.stack());
        yield outcome.standing().map(Standing::isWell).orElse(false)
            ? new Applied.Done(url(outcome.standing()), made, changes.size())
            : new Applied.Failed(Failure.told("The update", outcome));
      }
    };
  }

  private Applied discarded(Blueprint blueprint, Applied applied) {
    formation.drafts(blueprint.stack()).discard(NAME);
    return applied;
  }

  /// A pipeline that the descriptor has no more takes its queue along.
  private boolean mayLose(String stack, List<Change> changes, Guard guard) {
    List<Change> losing = changes.stream().filter(Change::losesWork).toList();
    if (losing.isEmpty()) return true;
    Set<String> names = losing.stream().map(Applying::lastName).collect(Collectors.toSet());
    List<Waiting> queues =
        account.sight(stack).queues().stream()
            .filter(each -> names.contains(each.queue()))
            .toList();
    boolean table = losing.stream().anyMatch(each -> each.type().endsWith("::Table"));
    Jobs jobs =
        table
            ? new Jobs.Unknown("the table would be made anew, without any record")
            : new Jobs.None();
    return guard.lets(new Look(queues, jobs));
  }

  /// SQS's queues are called by their URLs.
  private static String lastName(Change change) {
    return change.name().substring(change.name().lastIndexOf('/') + 1);
  }

  private Watch.Outcome executed(String stack) throws InterruptedException {
    var id = formation.standing(stack).map(Standing::id).orElse(stack);
    var mark = formation.lastHappening(id);
    formation.drafts(stack).execute(NAME);
    return watch.untilRest(id, mark);
  }

  private static String url(Optional<Standing> standing) {
    return standing.map(stack -> stack.outputs().getOrDefault("ApiEndpoint", "")).orElse("");
  }
}
