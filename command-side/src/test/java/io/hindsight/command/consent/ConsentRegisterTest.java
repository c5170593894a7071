package io.hindsight.command.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.log.StreamHeads;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentRegisterTest {
  private static final SubjectId ANN = new SubjectId("s-ann");

  /** Another node's change is heard while this one reads what was before it. */
  @Test
  void whatWasReadBeforeAChangeWasHeardIsNotRemembered() {
    Changing log = new Changing();
    ConsentRegister register = new ConsentRegister(log);
    log.meanwhile = () -> register.changedElsewhere(ANN);

    assertThat(register.of(ANN)).isEqualTo(Consent.FULL);
    log.meanwhile = () -> {};
    assertThat(register.of(ANN)).as("read anew").isEqualTo(Consent.NONE);
  }

  /** The first reading finds no consent, and each one after it that everything is forbidden. */
  private static final class Changing implements StreamHeads {
    private Runnable meanwhile = () -> {};
    private boolean changed;

    @Override
    public Map<String, Head> last(Collection<String> streams) {
      Map<String, Head> read =
          changed
              ? Map.of(
                  Stream.ofConsent(ANN).name(),
                  new Head(0, new ConsentChanged(ANN, Consent.NONE, Instant.EPOCH)))
              : Map.of();
      changed = true;
      meanwhile.run();
      return read;
    }

    @Override
    public Map<String, Long> sequences(Collection<String> streams) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Head> first(Collection<String> streams) {
      throw new UnsupportedOperationException();
    }
  }
}
