package io.hindsight.api.intake;

import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.api.positions.Writer;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import java.math.BigDecimal;
import java.time.Instant;

/** Reads interactions. */
final class InteractionRecords {
  static final Shape SHAPE =
      Shape.of(
          "interactionId",
          "userId",
          "itemId",
          "type",
          "timestamp",
          "quantity",
          "unitPrice",
          "currency",
          "value",
          "seconds",
          "query",
          "context");

  static final Lane<InteractionDraft> LANE =
      new Lane<>(
          IntakeKind.INTERACTIONS,
          InteractionRecords::parse,
          RecordInteractions::new,
          draft -> draft.userId() == null ? null : Writer.user(draft.userId()),
          false);

  private InteractionRecords() {}

  private static InteractionDraft parse(Fields in, long index) {
    String interactionId = null;
    String userId = null;
    String itemId = null;
    String type = null;
    Instant timestamp = null;
    Integer quantity = null;
    BigDecimal unitPrice = null;
    String currency = null;
    Double value = null;
    Double seconds = null;
    String query = null;
    Context context = null;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "interactionId" -> interactionId = in.text();
        case "userId" -> userId = in.text();
        case "itemId" -> itemId = in.text();
        case "type" -> type = in.text();
        case "timestamp" -> timestamp = in.instant();
        case "quantity" -> quantity = in.integer();
        case "unitPrice" -> unitPrice = in.decimal();
        case "currency" -> currency = in.text();
        case "value" -> value = in.number();
        case "seconds" -> seconds = in.number();
        case "query" -> query = in.text();
        case "context" -> context = ContextFields.read(in.nested());
        default -> throw new IllegalStateException(in.name());
      }
    }
    return new InteractionDraft(
        index,
        interactionId,
        userId,
        itemId,
        type,
        timestamp,
        quantity,
        unitPrice,
        currency,
        value,
        seconds,
        query,
        context);
  }
}
