package io.hindsight.command.intake;

import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.time.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;

/** Takes in what people were shown. An id that the log has already makes a record a duplicate. */
public final class ImpressionIntake {
  private final IntakeLog log;
  private final KnownStreams known;
  private final KeyStore keys;
  private final ConsentRegister consents;
  private final InstantSource clock;
  private final Ids ids;
  private final ImpressionRules rules;

  public ImpressionIntake(
      FactLog log,
      KnownStreams known,
      KeyStore keys,
      ConsentRegister consents,
      InstantSource clock,
      Ids ids,
      IntakeLimits limits) {
    this.log = new IntakeLog(log);
    this.known = known;
    this.keys = keys;
    this.consents = consents;
    this.clock = clock;
    this.ids = ids;
    this.rules = new ImpressionRules(limits);
  }

  @CommandHandler
  public IntakeReceipt handle(RecordImpressions command) {
    Instant now = clock.instant();
    Rejections<Impression> sorted =
        Rejections.sort(command.drafts(), command.malformed(), draft -> rules.judge(draft, now));
    return keys.whileNobodyIsErased(() -> bring(command.requestId(), sorted, now));
  }

  private IntakeReceipt bring(String requestId, Rejections<Impression> sorted, Instant now) {
    Map<String, String> metadata = IntakeLog.metadata(requestId);
    List<UserId> users =
        sorted.fit().stream().map(Impression::user).filter(Objects::nonNull).distinct().toList();
    Map<UserId, SubjectId> subjects = keys.resolve(users);
    Rejections<Impression> allowed =
        sorted.recordable(subjects, consents, Impression::user, Impression::index);
    ImpressionBatch batch = new ImpressionBatch(allowed.fit(), subjects, keys, ids, metadata);
    List<Fact> facts = batch.facts(known);
    facts.addAll(allowed.account(requestId, "impressions", now, metadata));
    return batch.receipt(log.append(facts), allowed.rejected());
  }
}
