package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.interactions.InteractionType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an interaction must look like. Pure: the time comes in. */
final class InteractionRules {
  static final int LONGEST_QUERY = 1_000;
  static final int HIGHEST_QUANTITY = 1_000_000;
  static final double HIGHEST_RATING = 1e6;
  static final double LONGEST_DWELL_SECONDS = 86_400;

  private static final Map<String, InteractionType> TYPES =
      Arrays.stream(InteractionType.values())
          .collect(Collectors.toUnmodifiableMap(InteractionType::wireName, Function.identity()));
  private static final String TYPE_NAMES =
      Arrays.stream(InteractionType.values())
          .map(InteractionType::wireName)
          .collect(Collectors.joining(", "));

  private final IntakeLimits limits;

  InteractionRules(IntakeLimits limits) {
    this.limits = limits;
  }

  Judged<Interaction> judge(InteractionDraft draft, Instant now) {
    Findings findings = new Findings(draft.index());
    identity(draft, findings);
    InteractionType type = type(draft, findings);
    findings.time(draft.timestamp(), now, limits);
    if (type != null) {
      measures(draft, type, findings);
    }
    ContextRules.judge(draft.context(), findings);
    Rejection rejection = findings.first();
    return rejection == null
        ? new Judged.Fit<>(fit(draft, requireNonNull(type), now))
        : new Judged.Unfit<>(rejection);
  }

  private static void identity(InteractionDraft draft, Findings findings) {
    findings.requiredId("userId", "user-id", draft.userId());
    findings.requiredId("itemId", "item-id", draft.itemId());
    findings.clearId("interactionId", "interaction-id", draft.interactionId());
  }

  private static @Nullable InteractionType type(InteractionDraft draft, Findings findings) {
    if (draft.type() == null || draft.type().isBlank()) {
      findings.refuse("type", "type-missing", "type is missing", "give one of " + TYPE_NAMES);
      return null;
    }
    InteractionType type = TYPES.get(draft.type());
    if (type == null) {
      findings.refuse("type", "type-unknown", "there is no such type", "give one of " + TYPE_NAMES);
    }
    return type;
  }

  /** What is measured is kept with any type, but must make sense, and some types need theirs. */
  private static void measures(InteractionDraft draft, InteractionType type, Findings findings) {
    Integer quantity = draft.quantity();
    if (quantity != null && (quantity < 1 || quantity > HIGHEST_QUANTITY)) {
      findings.refuse(
          "quantity",
          "quantity-invalid",
          "quantity is out of range",
          "give 1 to " + HIGHEST_QUANTITY);
    }
    findings.money("unitPrice", draft.unitPrice(), draft.currency());
    rating(draft.value(), type, findings);
    dwell(draft.seconds(), type, findings);
    if (type == InteractionType.SEARCH_CLICK && Findings.present(draft.query()) == null) {
      findings.refuse(
          "query",
          "query-missing",
          "a search_click needs what was searched for",
          "add query, or send a click");
    }
    findings.text("query", draft.query(), LONGEST_QUERY);
  }

  private static void rating(@Nullable Double value, InteractionType type, Findings findings) {
    if (value == null) {
      if (type == InteractionType.RATING) {
        findings.refuse("value", "rating-missing", "a rating needs a value", "add value");
      }
    } else if (!(Math.abs(value) <= HIGHEST_RATING)) {
      findings.refuse(
          "value",
          "rating-out-of-range",
          "value is not a number that a rating can have",
          "give a number from -1000000 to 1000000");
    }
  }

  private static void dwell(@Nullable Double seconds, InteractionType type, Findings findings) {
    if (seconds == null) {
      if (type == InteractionType.DWELL) {
        findings.refuse("seconds", "dwell-missing", "a dwell needs seconds", "add seconds");
      }
    } else if (seconds < 0) {
      findings.refuse("seconds", "dwell-negative", "seconds is negative", "give 0 or more");
    } else if (!(seconds <= LONGEST_DWELL_SECONDS)) {
      findings.refuse(
          "seconds",
          "dwell-too-long",
          "seconds is more than a day",
          "give seconds, not milliseconds, up to 86400");
    }
  }

  private static Interaction fit(InteractionDraft draft, InteractionType type, Instant now) {
    Context context = ContextRules.orNone(draft.context());
    String id = draft.interactionId();
    Instant timestamp = draft.timestamp();
    Integer quantity = draft.quantity();
    return new Interaction(
        draft.index(),
        id == null ? null : new InteractionId(id),
        new UserId(requireNonNull(draft.userId())),
        new ItemId(requireNonNull(draft.itemId())),
        type,
        timestamp == null ? now : timestamp,
        timestamp != null,
        quantity == null && type == InteractionType.PURCHASE ? Integer.valueOf(1) : quantity,
        Findings.plain(draft.unitPrice()),
        draft.currency(),
        draft.value(),
        draft.seconds(),
        Findings.present(draft.query()),
        Findings.present(context.device()),
        Findings.present(context.sessionId()),
        context.placement() == null ? null : new PlacementId(context.placement()),
        context.marketplaceId() == null ? null : new MarketplaceId(context.marketplaceId()),
        context.locale(),
        context.recommendationId() == null
            ? null
            : new RecommendationId(context.recommendationId()));
  }
}
