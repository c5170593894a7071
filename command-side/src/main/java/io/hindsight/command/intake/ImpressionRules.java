package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.contracts.ids.ImpressionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.impressions.Shown;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.ShownDraft;
import io.hindsight.contracts.intake.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an impression must look like. Pure: the time comes in. */
final class ImpressionRules {
  static final int MOST_ITEMS = 1_000;
  static final int LAST_POSITION = 10_000;
  static final int LONGEST_POLICY = 200;

  private final IntakeLimits limits;

  ImpressionRules(IntakeLimits limits) {
    this.limits = limits;
  }

  Judged<Impression> judge(ImpressionDraft draft, Instant now) {
    Findings findings = new Findings(draft.index());
    findings.clearId("impressionId", "impression-id", draft.impressionId());
    findings.id("userId", "user-id", draft.userId());
    items(draft.items(), findings);
    findings.text("policy", draft.policy(), LONGEST_POLICY);
    findings.time(draft.timestamp(), now, limits);
    ContextRules.judge(draft.context(), findings);
    nobody(draft, findings);
    Rejection rejection = findings.first();
    return rejection == null ? new Judged.Fit<>(fit(draft, now)) : new Judged.Unfit<>(rejection);
  }

  private static void items(List<ShownDraft> items, Findings findings) {
    if (items.isEmpty()) {
      findings.refuse("items", "items-missing", "nothing was shown", "give at least one item");
    } else if (items.size() > MOST_ITEMS) {
      findings.refuse(
          "items",
          "too-many-items",
          "items has " + items.size() + " items",
          "use at most " + MOST_ITEMS);
    }
    Set<Integer> positions = new HashSet<>();
    for (ShownDraft item : items) {
      findings.requiredId("items.itemId", "item-id", item.itemId());
      position(item.position(), positions, findings);
      Double propensity = item.propensity();
      if (propensity != null && !(propensity > 0 && propensity <= 1)) {
        findings.refuse(
            "items.propensity",
            "propensity-invalid",
            "propensity is no probability with which something was shown",
            "give a number above 0 and up to 1, or leave it out where it is not known");
      }
    }
    if (!positions.isEmpty() && positions.size() < items.size()) {
      findings.refuse(
          "items.position",
          "positions-incomplete",
          "two items have the same position, or some have none",
          "give each item its own position, or none to any");
    }
  }

  private static void position(
      @Nullable Integer position, Set<Integer> positions, Findings findings) {
    if (position == null) {
      return;
    }
    if (position < 1 || position > LAST_POSITION) {
      findings.refuse(
          "items.position",
          "position-invalid",
          "position is out of range",
          "count from 1, up to " + LAST_POSITION);
    }
    positions.add(position);
  }

  /** What is personal is sealed with somebody's key. */
  private static void nobody(ImpressionDraft draft, Findings findings) {
    Context context = ContextRules.orNone(draft.context());
    if (draft.userId() == null
        && (Findings.present(context.device()) != null
            || Findings.present(context.sessionId()) != null)) {
      findings.refuse(
          "context",
          "context-of-nobody",
          "device and sessionId are kept encrypted for a person, and there is none",
          "add userId, or leave them out");
    }
  }

  private static Impression fit(ImpressionDraft draft, Instant now) {
    String id = draft.impressionId();
    Instant timestamp = draft.timestamp();
    List<Shown> items = new ArrayList<>(draft.items().size());
    for (ShownDraft item : draft.items()) {
      items.add(
          new Shown(
              new ItemId(requireNonNull(item.itemId())),
              item.position(),
              item.propensity(),
              item.clicked()));
    }
    return new Impression(
        draft.index(),
        id == null ? null : new ImpressionId(id),
        draft.userId() == null ? null : new UserId(draft.userId()),
        items,
        Findings.present(draft.policy()),
        timestamp == null ? now : timestamp,
        timestamp != null,
        ContextRules.orNone(draft.context()));
  }
}
