package io.hindsight.query.views;

import io.hindsight.contracts.queries.ViewAnswer;

/** Where the views stand. Who runs them knows; the query side only passes it on. */
@FunctionalInterface
public interface ViewStatuses {
  ViewAnswer.Views now();
}
