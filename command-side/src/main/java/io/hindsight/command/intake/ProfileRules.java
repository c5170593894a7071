package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.profiles.Preferences;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a profile must look like. Pure. */
final class ProfileRules {
  static final int LONGEST_NAME = 500;
  static final int LONGEST_EMAIL = 320;
  static final int LONGEST_ATTRIBUTES = 16_384;
  static final int MOST_PREFERENCES = 100;
  static final int LONGEST_PREFERENCE = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ProfileRules() {}

  static Judged<Profile> judge(ProfileDraft draft) {
    Findings findings = new Findings(draft.index());
    findings.requiredId("userId", "user-id", draft.userId());
    findings.text("name", draft.name(), LONGEST_NAME);
    email(draft.email(), findings);
    Preferences preferences = draft.preferences() == null ? Preferences.NONE : draft.preferences();
    findings.texts(
        "preferences.categories", preferences.categories(), MOST_PREFERENCES, LONGEST_PREFERENCE);
    findings.texts(
        "preferences.brands", preferences.brands(), MOST_PREFERENCES, LONGEST_PREFERENCE);
    String attributes = attributes(draft.attributes(), findings);
    Rejection rejection = findings.first();
    if (rejection != null) {
      return new Judged.Unfit<>(rejection);
    }
    return new Judged.Fit<>(
        new Profile(
            new UserId(requireNonNull(draft.userId())),
            new Profile.Content(
                Findings.present(draft.name()),
                Findings.present(draft.email()),
                attributes,
                preferences)));
  }

  /** An at sign with something on both sides: more cannot be known without writing to it. */
  private static void email(@Nullable String email, Findings findings) {
    findings.text("email", email, LONGEST_EMAIL);
    if (email == null || email.isBlank()) {
      return;
    }
    int at = email.lastIndexOf('@');
    if (at < 1 || at == email.length() - 1) {
      findings.refuse(
          "email", "email-invalid", "email is not an address", "give one such as a@b.example");
    }
  }

  /** In one form, whatever blanks the client put between its names and values. */
  private static @Nullable String attributes(@Nullable String text, Findings findings) {
    if (text == null) {
      return null;
    }
    findings.text("attributes", text, LONGEST_ATTRIBUTES);
    if (findings.first() != null) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        String compact = JSON.writeValueAsString(node);
        findings.text("attributes", compact, LONGEST_ATTRIBUTES);
        return node.isEmpty() ? null : compact;
      }
    } catch (JacksonException e) {
      // answered below; its message may quote what is personal
    }
    findings.refuse(
        "attributes",
        "attributes-malformed",
        "attributes is not one JSON object with distinct names",
        "give an object, such as {\"city\":\"Graz\"}");
    return null;
  }
}
