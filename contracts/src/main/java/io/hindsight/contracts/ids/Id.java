package io.hindsight.contracts.ids;

/** A typed identifier. On the wire and in the log it is its bare string. */
public sealed interface Id
    permits ErasureId,
        ImpressionId,
        InteractionId,
        ItemId,
        MarketplaceId,
        PlacementId,
        RecommendationId,
        RetentionId,
        SubjectId,
        TrainingId,
        UserId {

  /** The longest identifier, in UTF-16 code units: it is a key in every store behind us. */
  int MAX_LENGTH = 200;

  String value();

  /**
   * Whether the text can serve as an identifier: 1 to {@link #MAX_LENGTH} characters, not blank, no
   * control characters (PostgreSQL refuses NUL) and no lone surrogates (UTF-8 has no form for
   * them).
   */
  static boolean isValid(String value) {
    return !value.isBlank() && value.length() <= MAX_LENGTH && Text.isClean(value);
  }

  static void require(String name, String value) {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          name + " must have 1 to " + MAX_LENGTH + " characters, none of them a control character");
    }
  }
}
