package io.hindsight.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.PersonConsent;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import org.junit.jupiter.api.Test;

class ConsentHttpTest extends HttpTest {

  @Test
  void aConsentIsChangedAndShown() {
    stub.when(ChangeConsent.class, command -> new Reply.Done(new LogPosition(9), 0, true));
    Got changed = put("/v1/users/ann/consent", "{\"consent\":\"limited\"}");
    assertThat(changed.status()).isEqualTo(202);
    assertThat(changed.json().path("changed").asBoolean()).isTrue();
    assertThat(changed.header("Hindsight-Position")).isEqualTo("9");
    assertThat(stub.only(ChangeConsent.class).consent()).isEqualTo(Consent.LIMITED);

    stub.when(
        FindConsent.class,
        query -> new Answer.Found<>(new PersonConsent(Consent.NONE), new LogPosition(9)));
    assertThat(get("/v1/users/ann/consent").json().path("consent").asString()).isEqualTo("none");
  }

  @Test
  void whatIsNoConsentIsRefusedWithARemedy() {
    put("/v1/users/ann/consent", "{\"consent\":\"maybe\"}").problem(400, "consent-invalid");
    put("/v1/users/ann/consent", "{}").refused();
    put("/v1/users/ann/consent", "{\"consent\":\"full\",\"more\":1}").problem(400, "field-unknown");
    assertThat(stub.received(ChangeConsent.class)).isEmpty();
  }
}
