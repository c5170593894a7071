package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.interactions.InteractionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionRulesTest {
  private static final String LONE = "x\ud800y";
  private static final InteractionRules RULES = new InteractionRules(IntakeLimits.DEFAULT);

  /** A mutable draft: each case spoils one field of a good one. */
  private static final class Sample {
    String id = "id-1";
    String user = "anna";
    String item = "i1";
    String type = "view";
    Instant timestamp = NOW;
    Integer quantity;
    BigDecimal price;
    String currency;
    Double value;
    Double seconds;
    String query;
    String device;
    String session;
    String placement;
    String marketplace;
    String locale;
    String recommendation;

    InteractionDraft draft() {
      Context context =
          new Context(device, session, placement, marketplace, locale, recommendation);
      return new InteractionDraft(
          7, id, user, item, type, timestamp, quantity, price, currency, value, seconds, query,
          context);
    }
  }

  private interface Spoil {
    void apply(Sample sample);
  }

  private static Arguments bad(String code, String field, Spoil spoil) {
    return Arguments.of(code, field, spoil);
  }

  static Stream<Arguments> badInteractions() {
    return Stream.of(
        bad("user-id-missing", "userId", s -> s.user = null),
        bad("user-id-missing", "userId", s -> s.user = "  "),
        bad("user-id-invalid", "userId", s -> s.user = "a\u0000b"),
        bad("user-id-invalid", "userId", s -> s.user = LONE),
        bad("user-id-invalid", "userId", s -> s.user = "x".repeat(201)),
        bad("item-id-missing", "itemId", s -> s.item = null),
        bad("item-id-invalid", "itemId", s -> s.item = "a\nb"),
        bad("interaction-id-invalid", "interactionId", s -> s.id = ""),
        bad("interaction-id-invalid", "interactionId", s -> s.id = "anna@mail.example"),
        bad("interaction-id-invalid", "interactionId", s -> s.id = "a b"),
        bad("interaction-id-invalid", "interactionId", s -> s.id = "x".repeat(129)),
        bad("type-missing", "type", s -> s.type = null),
        bad("type-unknown", "type", s -> s.type = "VIEW"),
        bad("timestamp-in-future", "timestamp", s -> s.timestamp = NOW.plusSeconds(301)),
        bad("timestamp-too-old", "timestamp", s -> s.timestamp = Instant.ofEpochSecond(1_700_000)),
        bad("timestamp-too-old", "timestamp", s -> s.timestamp = Instant.MIN),
        bad("timestamp-in-future", "timestamp", s -> s.timestamp = Instant.MAX),
        bad("quantity-invalid", "quantity", s -> s.quantity = 0),
        bad("quantity-invalid", "quantity", s -> s.quantity = -1),
        bad("quantity-invalid", "quantity", s -> s.quantity = 1_000_001),
        bad("price-negative", "unitPrice", money("-0.01", "EUR")),
        bad("price-invalid", "unitPrice", money("1e13", "EUR")),
        bad("price-invalid", "unitPrice", money("1e999999999", "EUR")),
        bad("price-invalid", "unitPrice", money("0.0000001", "EUR")),
        bad("currency-missing", "currency", money("1", null)),
        bad("currency-unknown", "currency", money("1", "eur")),
        bad("currency-unknown", "currency", money("1", "ABC")),
        bad("price-missing", "unitPrice", s -> s.currency = "EUR"),
        bad("rating-missing", "value", s -> s.type = "rating"),
        bad("rating-out-of-range", "value", s -> s.value = Double.NaN),
        bad("rating-out-of-range", "value", s -> s.value = Double.NEGATIVE_INFINITY),
        bad("rating-out-of-range", "value", s -> s.value = 1e6 + 1),
        bad("dwell-missing", "seconds", s -> s.type = "dwell"),
        bad("dwell-negative", "seconds", s -> s.seconds = -0.5),
        bad("dwell-too-long", "seconds", s -> s.seconds = 86_401.0),
        bad("dwell-too-long", "seconds", s -> s.seconds = Double.NaN),
        bad("query-missing", "query", s -> s.type = "search_click"),
        bad("text-too-long", "query", s -> s.query = "x".repeat(1_001)),
        bad("text-malformed", "query", s -> s.query = LONE),
        bad("text-malformed", "context.device", s -> s.device = "a\u0000"),
        bad("text-too-long", "context.sessionId", s -> s.session = "x".repeat(201)),
        bad("placement-invalid", "context.placement", s -> s.placement = ""),
        bad("marketplace-id-invalid", "context.marketplaceId", s -> s.marketplace = LONE),
        bad("locale-invalid", "context.locale", s -> s.locale = "de AT"),
        bad("recommendation-id-invalid", "context.recommendationId", s -> s.recommendation = " "));
  }

  private static Spoil money(String price, String currency) {
    return sample -> {
      sample.price = new BigDecimal(price);
      sample.currency = currency;
    };
  }

  @ParameterizedTest
  @MethodSource("badInteractions")
  void badInteractionIsRejectedWithItsCodeAndField(String code, String field, Spoil spoil) {
    Sample sample = new Sample();
    spoil.apply(sample);
    Rejection rejection = rejection(RULES.judge(sample.draft(), NOW));
    assertThat(rejection.refusal().code()).isEqualTo(code);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.index()).isEqualTo(7);
    assertThat(rejection.refusal().message()).isNotBlank();
    assertThat(rejection.refusal().remedy()).isNotBlank();
  }

  private static <T> Rejection rejection(Judged<T> judged) {
    assertThat(judged).isInstanceOf(Judged.Unfit.class);
    return ((Judged.Unfit<T>) judged).rejection();
  }

  private static <T> T fit(Judged<T> judged) {
    assertThat(judged).isInstanceOf(Judged.Fit.class);
    return ((Judged.Fit<T>) judged).value();
  }

  @ParameterizedTest
  @EnumSource(InteractionType.class)
  void everyTypeIsTakenWithWhatItNeeds(InteractionType type) {
    Sample sample = new Sample();
    sample.type = type.wireName();
    sample.value = -3.5;
    sample.seconds = 86_400.0;
    sample.query = "red shoes\nsize 40";
    sample.timestamp = NOW.plusSeconds(300);
    assertThat(fit(RULES.judge(sample.draft(), NOW)).type()).isEqualTo(type);
  }

  @Test
  void purchaseWithoutAQuantityIsOfOne() {
    Sample sample = new Sample();
    sample.type = "purchase";
    sample.price = new BigDecimal("0E+5000");
    sample.currency = "EUR";
    Interaction purchase = fit(RULES.judge(sample.draft(), NOW));
    assertThat(purchase.quantity()).isEqualTo(1);
    assertThat(purchase.unitPrice()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void refusalNeverRepeatsWhatWasSent() {
    Sample sample = new Sample();
    sample.type = "secret-type";
    sample.query = "secret-query".repeat(100);
    assertThat(rejection(RULES.judge(sample.draft(), NOW)).toString()).doesNotContain("secret");
  }

  @Test
  void derivedIdDependsOnEachMeasureAndOnNothingPersonal() {
    List<String> ids = new ArrayList<>();
    for (Spoil spoil :
        List.<Spoil>of(
            s -> {},
            s -> s.item = "i2",
            s -> s.type = "click",
            s -> s.timestamp = NOW.minusNanos(1),
            s -> s.quantity = 2,
            money("1", "EUR"),
            money("1", "USD"),
            s -> s.value = 1.0,
            s -> s.seconds = 1.0)) {
      ids.add(derived(spoil));
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(derived(s -> s.query = "secret")).isEqualTo(ids.getFirst());
    assertThat(derived(money("1.00", "EUR"))).isEqualTo(derived(money("1", "EUR")));
    assertThat(ids.getFirst())
        .as("stored ids hang on it")
        .isEqualTo("06ae729c0e0bqDm5pX04MFv4QFLV28g");
  }

  private static String derived(Spoil spoil) {
    Sample sample = new Sample();
    spoil.apply(sample);
    Interaction interaction = fit(RULES.judge(sample.draft(), NOW));
    return InteractionBatch.derive(new SubjectId("subject"), interaction).value();
  }
}
