package io.hindsight.query.views;

import io.hindsight.contracts.queries.Answer;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a page that a client asked for, whose limit and cursor may be anything. */
final class Paging {
  static final int MAX_LIMIT = 1_000;

  private Paging() {}

  record Wanted<R>(
      ViewDefinition<R> view, String index, String prefix, @Nullable String after, int limit) {}

  static <R, T> Answer<T> read(
      ViewReader views, Wanted<R> wanted, Function<Page<R>, Answer<T>> answer) {
    if (wanted.limit() < 1 || wanted.limit() > MAX_LIMIT) {
      return Answer.refused(
          "limit-out-of-range",
          "A page has 1 to " + MAX_LIMIT + " entries, asked were " + wanted.limit() + ".",
          "Ask for up to " + MAX_LIMIT + " and follow the cursor.");
    }
    Page<R> page;
    try {
      page =
          views.page(
              wanted.view(), wanted.index(), wanted.prefix(), wanted.after(), wanted.limit());
    } catch (IllegalArgumentException e) {
      return Answer.refused(
          "cursor-invalid",
          "The cursor is not one that a page gave.",
          "Pass the next of the page before as it came, or none for the first page.");
    }
    return answer.apply(page);
  }
}
