package io.hindsight.command.intake;

import io.hindsight.contracts.intake.Draft.Context;
import org.jspecify.annotations.Nullable;

/** What the circumstances of a record must look like. */
final class ContextRules {
  static final int LONGEST_DEVICE = 500;
  static final int LONGEST_SESSION = 200;
  static final int LONGEST_LOCALE = 35;

  private static final Context NONE = new Context(null, null, null, null, null, null);

  private ContextRules() {}

  static Context orNone(@Nullable Context context) {
    return context == null ? NONE : context;
  }

  static void judge(@Nullable Context given, Findings findings) {
    Context context = orNone(given);
    findings.text("context.device", context.device(), LONGEST_DEVICE);
    findings.text("context.sessionId", context.sessionId(), LONGEST_SESSION);
    findings.id("context.placement", "placement", context.placement());
    findings.id("context.marketplaceId", "marketplace-id", context.marketplaceId());
    findings.id("context.recommendationId", "recommendation-id", context.recommendationId());
    if (context.locale() != null && !isLocale(context.locale())) {
      findings.refuse(
          "context.locale",
          "locale-invalid",
          "locale is not a language tag",
          "give one by BCP 47, such as de-AT");
    }
  }

  private static boolean isLocale(String locale) {
    if (locale.isEmpty() || locale.length() > LONGEST_LOCALE) {
      return false;
    }
    for (int i = 0; i < locale.length(); i++) {
      char c = locale.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
