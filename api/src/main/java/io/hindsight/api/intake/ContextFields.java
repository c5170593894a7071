package io.hindsight.api.intake;

import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.contracts.intake.Draft.Context;
import org.jspecify.annotations.Nullable;

/** Reads in which circumstances something was done or seen. */
public final class ContextFields {
  static final Shape SHAPE =
      Shape.of("device", "sessionId", "placement", "marketplaceId", "locale", "recommendationId");

  private ContextFields() {}

  public static @Nullable Context read(@Nullable Fields in) {
    if (in == null) {
      return null;
    }
    String device = null;
    String sessionId = null;
    String placement = null;
    String marketplaceId = null;
    String locale = null;
    String recommendationId = null;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "device" -> device = in.text();
        case "sessionId" -> sessionId = in.text();
        case "placement" -> placement = in.text();
        case "marketplaceId" -> marketplaceId = in.text();
        case "locale" -> locale = in.text();
        case "recommendationId" -> recommendationId = in.text();
        default -> throw new IllegalStateException(in.name());
      }
    }
    return new Context(device, sessionId, placement, marketplaceId, locale, recommendationId);
  }
}
