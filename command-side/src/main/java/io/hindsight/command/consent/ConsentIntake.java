package io.hindsight.command.consent;

import static java.util.Objects.requireNonNull;

import io.hindsight.command.intake.IntakeLog;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.StreamHeads.Head;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.Stream;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Takes in what people allow. */
public final class ConsentIntake {
  private static final int ATTEMPTS = 20;

  private final IntakeLog log;
  private final StreamHeads heads;
  private final KeyStore keys;
  private final ConsentRegister register;
  private final InstantSource clock;

  public ConsentIntake(
      FactLog log,
      StreamHeads heads,
      KeyStore keys,
      ConsentRegister register,
      InstantSource clock) {
    this.log = new IntakeLog(log);
    this.heads = heads;
    this.keys = keys;
    this.register = register;
    this.clock = clock;
  }

  @CommandHandler
  public Reply handle(ChangeConsent command) {
    return keys.whileNobodyIsErased(() -> change(command));
  }

  private Reply change(ChangeConsent command) {
    SubjectId subject =
        requireNonNull(keys.resolve(List.of(command.userId())).get(command.userId()));
    Stream stream = Stream.ofConsent(subject);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Head last = heads.last(List.of(stream.name())).get(stream.name());
      if (ConsentRegister.consent(last) == command.consent()) {
        return new Reply.Done(log.head(), 0, false);
      }
      Fact fact =
          new Fact(
              stream,
              Expectation.headIs(last == null ? -1 : last.sequence()),
              new ConsentChanged(subject, command.consent(), clock.instant()),
              IntakeLog.metadata(null));
      Appended appended = log.append(List.of(fact));
      if (appended.refused().isEmpty()) {
        register.changed(subject);
        return new Reply.Done(appended.position(), 0, true);
      }
    }
    throw new LogUnavailable("others keep changing this person's consent", null);
  }
}
