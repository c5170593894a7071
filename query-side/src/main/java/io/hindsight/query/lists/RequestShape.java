package io.hindsight.query.lists;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.ServingRules;
import org.jspecify.annotations.Nullable;

/** Judges a question and fills in what it leaves open from the placement's settings. */
final class RequestShape {
  static final int MAX_LENGTH = 100;

  private RequestShape() {}

  /** Null where the question is in order. */
  static <T> @Nullable Answer<T> refusal(ListQuery query) {
    Integer n = query.n();
    if (n != null && (n < 1 || n > MAX_LENGTH)) {
      return Answer.refused(
          "n-out-of-range",
          "A list has 1 to " + MAX_LENGTH + " items, asked were " + n + ".",
          "Ask for an n in 1.." + MAX_LENGTH + ".");
    }
    return switch (query) {
      case FindRecommendations personal -> diversity(personal.diversity());
      case FindPopular popular -> window(popular.windowDays());
      case FindSimilarItems similar -> null;
      case FindTrending trending -> null;
    };
  }

  private static <T> @Nullable Answer<T> diversity(@Nullable Double diversity) {
    return diversity == null || (diversity >= 0 && diversity <= 1)
        ? null
        : Answer.refused(
            "diversity-out-of-range",
            "Diversity goes from 0 to 1, asked was " + diversity + ".",
            "0 ranks by score alone, 1 by difference alone.");
  }

  private static <T> @Nullable Answer<T> window(int days) {
    return ServingRules.WINDOWS_DAYS.contains(days)
        ? null
        : Answer.refused(
            "window-unknown",
            "There is no window of " + days + " days.",
            "Ask for one of " + ServingRules.WINDOWS_DAYS + " days; 0 is all time.");
  }

  /** Only personal lists are made diverse unasked: others are read as an order of merit. */
  static ListRequest of(
      ListQuery query,
      PlacementId placement,
      PlacementSettings settings,
      @Nullable SubjectId subject) {
    Integer asked = query.n();
    int n = asked == null ? settings.listLength() : asked;
    return switch (query) {
      case FindRecommendations personal -> {
        Double wanted = personal.diversity();
        double diversity = wanted == null ? settings.diversity() : wanted;
        yield new ListRequest(
            ListKind.PERSONAL, subject, null, placement, n, diversity, 0, query.filter());
      }
      case FindSimilarItems similar ->
          new ListRequest(
              ListKind.SIMILAR, null, similar.itemId(), placement, n, 0, 0, query.filter());
      case FindPopular popular ->
          new ListRequest(
              ListKind.POPULAR, null, null, placement, n, 0, popular.windowDays(), query.filter());
      case FindTrending trending ->
          new ListRequest(ListKind.TRENDING, null, null, placement, n, 0, 0, query.filter());
    };
  }

  /** Another length, ranked by score alone. */
  static ListRequest byScore(ListRequest request, int n) {
    return with(request, request.subjectId(), n, 0);
  }

  static ListRequest with(
      ListRequest request, @Nullable SubjectId subject, int n, double diversity) {
    return new ListRequest(
        request.kind(),
        subject,
        request.itemId(),
        request.placement(),
        n,
        diversity,
        request.windowDays(),
        request.filter());
  }
}
