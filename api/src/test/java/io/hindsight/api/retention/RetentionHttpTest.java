package io.hindsight.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.RetentionAnswer;
import io.hindsight.contracts.queries.ViewAnswer.Erasure.Receipt;
import io.hindsight.contracts.queries.ViewQuery.FindRetention;
import io.hindsight.contracts.retention.RetentionPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionHttpTest extends HttpTest {
  private static final Instant AT = Instant.parse("2026-08-30T00:00:20Z");

  @Test
  void policiesWhatIsDueAndWhatWasForgottenAreShown() {
    YearMonth may = YearMonth.of(2026, 5);
    var policy = new RetentionPolicy(InteractionType.SEARCH_CLICK, Period.ofDays(90));
    stub.when(
        FindRetention.class,
        query ->
            new Answer.Found<>(
                new RetentionAnswer(
                    List.of(
                        new RetentionAnswer.Policy(
                            policy, YearMonth.of(2026, 6), LocalDate.of(2026, 9, 29))),
                    List.of(
                        forgotten(InteractionType.SEARCH_CLICK, may, new Receipt("{}", "k", "s")),
                        forgotten(InteractionType.DWELL, may, null))),
                new LogPosition(7)));
    Got got = get("/v1/retention");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().path("policies").toString())
        .isEqualTo(
            "[{\"type\":\"search_click\",\"period\":\"P90D\",\"nextMonth\":\"2026-06\",\"nextDue\":\"2026-09-29\"}]");
    assertThat(got.json().at("/forgotten/0/status").asString()).isEqualTo("completed");
    assertThat(got.json().at("/forgotten/0/receipt/keyId").asString()).isEqualTo("k");
    assertThat(got.json().at("/forgotten/1/status").asString()).isEqualTo("underway");
    assertThat(got.json().at("/forgotten/1/upToMonth").asString()).isEqualTo("2026-05");
    assertThat(got.json().at("/forgotten/1").has("receipt")).isFalse();
  }

  private static RetentionAnswer.Forgotten forgotten(
      InteractionType type, YearMonth upTo, Receipt receipt) {
    return new RetentionAnswer.Forgotten(
        RetentionId.of(type, upTo), type, upTo, "P90D", AT, receipt);
  }
}
