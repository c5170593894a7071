package io.hindsight.command.intake;

import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.StreamHeads.Head;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.time.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Takes in what people do. An id that the log has already makes a record a duplicate whatever else
 * it says, also after it was retracted: what is stored stays as it is.
 */
public final class InteractionIntake {
  private static final Refusal FORGOTTEN =
      new Refusal(
          "retention-over",
          "interactions of this type that happened then are forgotten by retention",
          "leave it out: this server does not keep them so long");
  private final IntakeLog log;
  private final StreamHeads heads;
  private final KnownStreams known;
  private final KeyStore keys;
  private final ConsentRegister consents;
  private final InstantSource clock;
  private final Ids ids;
  private final InteractionRules rules;

  public InteractionIntake(
      FactLog log,
      StreamHeads heads,
      KnownStreams known,
      KeyStore keys,
      ConsentRegister consents,
      InstantSource clock,
      Ids ids,
      IntakeLimits limits) {
    this.log = new IntakeLog(log);
    this.heads = heads;
    this.known = known;
    this.keys = keys;
    this.consents = consents;
    this.clock = clock;
    this.ids = ids;
    this.rules = new InteractionRules(limits);
  }

  @CommandHandler
  public IntakeReceipt handle(RecordInteractions command) {
    Instant now = clock.instant();
    Rejections<Interaction> sorted =
        Rejections.sort(command.drafts(), command.malformed(), draft -> rules.judge(draft, now));
    return keys.whileNobodyIsErased(() -> bring(command.requestId(), sorted, now));
  }

  private IntakeReceipt bring(String requestId, Rejections<Interaction> sorted, Instant now) {
    Map<String, String> metadata = IntakeLog.metadata(requestId);
    Set<UserId> users = new HashSet<>();
    for (Interaction interaction : sorted.fit()) {
      users.add(interaction.user());
    }
    Map<UserId, SubjectId> subjects = keys.resolve(users);
    Rejections<Interaction> allowed =
        kept(sorted).recordable(subjects, consents, Interaction::user, Interaction::index);
    InteractionBatch batch = new InteractionBatch(allowed.fit(), subjects, keys, ids, metadata);
    List<Fact> facts = batch.facts(known);
    facts.addAll(allowed.account(requestId, "interactions", now, metadata));
    return batch.receipt(log.append(facts), allowed.rejected());
  }

  /** What is forgotten stays so, also where it arrives late. */
  private Rejections<Interaction> kept(Rejections<Interaction> sorted) {
    Predicate<Interaction> late = one -> keys.isForgotten(one.type(), one.occurredAt());
    return sorted.fit().stream().noneMatch(late)
        ? sorted
        : sorted.without(late, one -> new Rejection(one.index(), "timestamp", FORGOTTEN));
  }

  @CommandHandler
  public Reply handle(RetractInteraction command) {
    Stream stream = Stream.of(command.interactionId());
    Head last = heads.last(List.of(stream.name())).get(stream.name());
    if (last == null) {
      return Reply.refused(
          "interaction-unknown", "no such interaction was recorded", "check the interaction's id");
    }
    return switch ((InteractionEvent) last.event()) {
      case InteractionRetracted done -> new Reply.Done(log.head(), 0, false);
      case InteractionRecorded recorded ->
          keys.whileNobodyIsErased(() -> retract(stream, recorded));
    };
  }

  /** Refused by the log is here as good as done: only a retraction can have come between. */
  private Reply retract(Stream stream, InteractionRecorded recorded) {
    if (keys.isErased(recorded.subjectId())) {
      return Reply.refused(
          "person-erased",
          "the person whose interaction it was is erased",
          "nothing is left to be taken back");
    }
    if (keys.isForgotten(recorded.type(), recorded.occurredAt())) {
      return Reply.refused(
          "interaction-gone",
          "the interaction is forgotten by retention",
          "nothing is left to be taken back");
    }
    InteractionRetracted event =
        new InteractionRetracted(recorded.interactionId(), recorded, clock.instant());
    Appended appended =
        log.append(
            List.of(new Fact(stream, Expectation.RECORDED_ONLY, event, IntakeLog.metadata(null))));
    return new Reply.Done(appended.position(), 0, appended.refused().isEmpty());
  }
}
