package io.hindsight.api.impressions;

import io.hindsight.api.intake.ContextFields;
import io.hindsight.api.intake.IntakeKind;
import io.hindsight.api.intake.Lane;
import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.api.positions.Writer;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.ImpressionDraft;
import io.hindsight.contracts.intake.Draft.ShownDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import java.time.Instant;
import java.util.List;

/** Reads impressions. */
final class ImpressionRecords {
  /** More are read, but not kept; how many are allowed is for the intake to judge. */
  private static final int KEPT_ITEMS = 1_000;

  static final Shape SHAPE =
      Shape.of("impressionId", "userId", "items", "policy", "timestamp", "context");
  static final Shape ITEM = Shape.of("itemId", "position", "propensity", "clicked");

  static final Lane<ImpressionDraft> LANE =
      new Lane<>(
          IntakeKind.IMPRESSIONS,
          ImpressionRecords::parse,
          RecordImpressions::new,
          draft -> draft.userId() == null ? null : Writer.user(draft.userId()),
          false);

  private ImpressionRecords() {}

  private static ImpressionDraft parse(Fields in, long index) {
    String impressionId = null;
    String userId = null;
    List<ShownDraft> items = List.of();
    String policy = null;
    Instant timestamp = null;
    Context context = null;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "impressionId" -> impressionId = in.text();
        case "userId" -> userId = in.text();
        case "items" -> items = in.nestedList(KEPT_ITEMS, ImpressionRecords::item);
        case "policy" -> policy = in.text();
        case "timestamp" -> timestamp = in.instant();
        case "context" -> context = ContextFields.read(in.nested());
        default -> throw new IllegalStateException(in.name());
      }
    }
    return new ImpressionDraft(index, impressionId, userId, items, policy, timestamp, context);
  }

  private static ShownDraft item(Fields in) {
    String itemId = null;
    Integer position = null;
    Double propensity = null;
    boolean clicked = false;
    while (in.next(ITEM)) {
      switch (in.name()) {
        case "itemId" -> itemId = in.text();
        case "position" -> position = in.integer();
        case "propensity" -> propensity = in.number();
        case "clicked" -> clicked = in.truth();
        default -> throw new IllegalStateException(in.name());
      }
    }
    return new ShownDraft(itemId, position, propensity, clicked);
  }
}
