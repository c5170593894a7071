package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.profiles.Preferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemAndProfileRulesTest {
  private static final String LONE = "x\ud800y";

  private static <T> Rejection rejection(Judged<T> judged) {
    assertThat(judged).isInstanceOf(Judged.Unfit.class);
    return ((Judged.Unfit<T>) judged).rejection();
  }

  private static <T> T fit(Judged<T> judged) {
    assertThat(judged).isInstanceOf(Judged.Fit.class);
    return ((Judged.Fit<T>) judged).value();
  }

  private static ItemDetails details(UnaryOperator<Map<String, Object>> spoil) {
    Map<String, Object> d = new LinkedHashMap<>();
    d.put("title", "Shoe");
    d.put("categories", List.of("shoes"));
    d.put("attributes", Map.of("colour", List.of("red")));
    Map<String, Object> spoilt = spoil.apply(d);
    @SuppressWarnings("unchecked")
    Map<String, List<String>> attributes = (Map<String, List<String>>) spoilt.get("attributes");
    @SuppressWarnings("unchecked")
    List<String> categories = (List<String>) spoilt.get("categories");
    return new ItemDetails(
        (String) spoilt.get("title"),
        (String) spoilt.get("description"),
        categories,
        null,
        (String) spoilt.get("brand"),
        (BigDecimal) spoilt.get("price"),
        (String) spoilt.get("currency"),
        List.of(),
        attributes,
        (Instant) spoilt.get("from"),
        (Instant) spoilt.get("until"));
  }

  private static UnaryOperator<Map<String, Object>> with(String key, Object value) {
    return map -> {
      map.put(key, value);
      return map;
    };
  }

  private static UnaryOperator<Map<String, Object>> emptyAvailability() {
    return map -> with("until", NOW).apply(with("from", NOW).apply(map));
  }

  static Stream<Arguments> badItems() {
    Map<String, List<String>> many = new LinkedHashMap<>();
    for (int i = 0; i < 101; i++) {
      many.put("a" + i, List.of("v"));
    }
    Map<String, List<String>> huge = new LinkedHashMap<>();
    for (int i = 0; i < 26; i++) {
      huge.put("a" + i, List.of("x".repeat(2_000)));
    }
    return Stream.of(
        Arguments.of("title-missing", with("title", null)),
        Arguments.of("title-missing", with("title", " ")),
        Arguments.of("text-too-long", with("title", "x".repeat(1_001))),
        Arguments.of("text-malformed", with("description", LONE)),
        Arguments.of("too-many-values", with("categories", Collections.nCopies(101, "c"))),
        Arguments.of("text-missing", with("categories", List.of(""))),
        Arguments.of("attributes-too-many", with("attributes", many)),
        Arguments.of("item-too-large", with("attributes", huge)),
        Arguments.of("attribute-invalid", with("attributes", Map.of("", List.of("x")))),
        Arguments.of(
            "attribute-invalid",
            with("attributes", Map.of("a", Collections.singletonList((String) null)))),
        Arguments.of("currency-missing", with("price", BigDecimal.ONE)),
        Arguments.of("price-missing", with("currency", "EUR")),
        Arguments.of("availability-empty", emptyAvailability()));
  }

  @ParameterizedTest
  @MethodSource("badItems")
  void badItemIsRejectedWithItsCode(String code, UnaryOperator<Map<String, Object>> spoil) {
    Judged<Item> judged = ItemRules.judge(new ItemDraft(7, "i1", details(spoil)));
    assertThat(rejection(judged).refusal().code()).isEqualTo(code);
  }

  @Test
  void itemNeedsAnIdAndDetails() {
    assertThat(rejection(ItemRules.judge(new ItemDraft(0, null, null))).refusal().code())
        .isEqualTo("item-id-missing");
    assertThat(rejection(ItemRules.judge(new ItemDraft(0, "i1", null))).refusal().code())
        .isEqualTo("title-missing");
  }

  static Stream<Arguments> badProfiles() {
    return Stream.of(
        Arguments.of("user-id-missing", null, null, null, null),
        Arguments.of("text-too-long", "u", "x".repeat(501), null, null),
        Arguments.of("text-malformed", "u", LONE, null, null),
        Arguments.of("email-invalid", "u", null, "anna", null),
        Arguments.of("email-invalid", "u", null, "@b", null),
        Arguments.of("attributes-malformed", "u", null, null, "[1]"),
        Arguments.of("attributes-malformed", "u", null, null, "{\"a\":1,\"a\":2}"),
        Arguments.of("attributes-malformed", "u", null, null, "{\"a\":1} x"),
        Arguments.of("attributes-malformed", "u", null, null, "{"),
        Arguments.of("text-too-long", "u", null, null, "{\"a\":\"" + "x".repeat(16_400) + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("badProfiles")
  void badProfileIsRejectedWithItsCode(
      String code, String user, String name, String email, String attributes) {
    ProfileDraft draft = new ProfileDraft(7, user, name, email, attributes, Preferences.NONE);
    assertThat(rejection(ProfileRules.judge(draft)).refusal().code()).isEqualTo(code);
  }

  @Test
  void blankPartsOfAProfileAreAbsent() {
    ProfileDraft draft = new ProfileDraft(7, "u", " ", "", "{ }", Preferences.NONE);
    assertThat(fit(ProfileRules.judge(draft)).content())
        .isEqualTo(new Profile.Content(null, null, null, Preferences.NONE));
  }
}
