package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer.Verification;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.VerifyView.Step;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verification is paused, stays so over a restart, and goes on when told to. */
class PausedVerificationTest extends ViewsHarness {
  private static final String VIEW = Views.HISTORY.name();

  private Verification now() {
    return verification(VIEW);
  }

  private void refused(Step step, String code) {
    assertThat(processors.handle(new VerifyView(VIEW, step)))
        .isInstanceOfSatisfying(
            Reply.Refused.class, no -> assertThat(no.refusal().code()).isEqualTo(code));
  }

  private LogPosition paused() throws Exception {
    allReached(log.append(new RandomLog(14).take(3_000)));
    pauseVerification(VIEW);
    return now().position();
  }

  @Test
  void whilePausedTheLiveViewGoesOnAndTheRebuiltOneStandsStillAlsoOverARestart() throws Exception {
    LogPosition at = paused();
    refused(Step.PAUSE, "verification-underway");
    refused(Step.SWITCH, "verification-underway");
    reached(VIEW, log.append(new RandomLog(15).take(100)));
    assertThat(now().position()).isEqualTo(at);

    restart();
    reached(VIEW, log.append(new RandomLog(16).take(100)));
    assertThat(now().status()).isEqualTo("paused");
    assertThat(now().position()).isEqualTo(at);

    verify(VIEW, Step.RESUME);
    until("it is over", () -> now().status().equals("identical"));
    assertThat(now().position()).isEqualTo(log.head());
    until("the rebuilt one is gone", () -> store.generations(Views.HISTORY).equals(List.of(1)));
    refused(Step.RESUME, "verification-unknown");
  }

  @Test
  void aPausedOneCanBeLetGo() throws Exception {
    paused();
    verify(VIEW, Step.DISCARD);
    assertThat(processors.verification(VIEW)).isEmpty();
    until("the rebuilt one is gone", () -> store.generations(Views.HISTORY).equals(List.of(1)));
    assertThat(statuses(VIEW)).isEqualTo(live(VIEW, 1));
  }
}
