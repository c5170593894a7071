package io.hindsight.command.intake;

import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;

/**
 * Where several servers take in facts: what this one remembers of people gives way to what others
 * say of them in the log. See {@link io.hindsight.command.log.AppendFence}.
 */
public final class HeedingOthers {
  private final KeyStore keys;
  private final ConsentRegister consents;

  private HeedingOthers(KeyStore keys, ConsentRegister consents) {
    this.keys = keys;
    this.consents = consents;
  }

  /** To be called before anything is taken in. */
  public static void begin(LogStore log, KeyStore keys, ConsentRegister consents) {
    HeedingOthers heeding = new HeedingOthers(keys, consents);
    keys.hearOthersBy(log.heedOthers(heeding::hear)::catchUp);
  }

  /** For a server that leaves all that rests on what is known of people to another one. */
  public static void followOne(LogStore log, KeyStore keys, ConsentRegister consents) {
    log.appendOnlyReceipts(new HeedingOthers(keys, consents)::hear);
  }

  private void hear(Object event) {
    keys.whileNobodyWrites(
        () -> {
          switch (event) {
            case SubjectErased erased -> keys.erasedElsewhere(erased.subjectId());
            case InteractionsForgotten _ -> keys.forgottenElsewhere();
            case ConsentChanged changed -> consents.changedElsewhere(changed.subjectId());
            default -> throw new IllegalArgumentException("not to be heeded: " + event);
          }
        });
  }
}
