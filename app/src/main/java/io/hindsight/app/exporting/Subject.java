package io.hindsight.app.exporting;

import java.util.List;

/** What can be exported. */
enum Subject {
  EVENTS(
      List.of(
          Column.whole("position"),
          Column.text("id"),
          Column.text("kind"),
          Column.text("stream"),
          Column.whole("sequence"),
          Column.text("type"),
          Column.text("revision"),
          Column.time("recorded_at"),
          Column.text("metadata"),
          Column.text("payload"))),
  /** In the names that {@code import csv} reads. */
  INTERACTIONS(
      List.of(
          Column.whole("position"),
          Column.text("interaction_id"),
          Column.text("user_id"),
          Column.text("item_id"),
          Column.text("type"),
          Column.time("timestamp"),
          Column.number("value"),
          Column.number("seconds"),
          Column.whole("quantity"),
          Column.number("unit_price"),
          Column.text("currency"),
          Column.text("placement"),
          Column.text("marketplace_id"),
          Column.text("locale"),
          Column.text("recommendation_id"))),
  /** A row for each item that was shown. */
  IMPRESSIONS(
      List.of(
          Column.whole("log_position"),
          Column.text("impression_id"),
          Column.text("user_id"),
          Column.time("timestamp"),
          Column.text("policy"),
          Column.text("item_id"),
          Column.whole("position"),
          Column.number("propensity"),
          Column.truth("clicked"),
          Column.text("placement"),
          Column.text("marketplace_id"),
          Column.text("locale"),
          Column.text("recommendation_id"))),
  ITEMS(
      List.of(
          Column.text("item_id"),
          Column.text("title"),
          Column.text("description"),
          Column.texts("categories"),
          Column.text("marketplace_id"),
          Column.text("brand"),
          Column.number("price"),
          Column.text("currency"),
          Column.texts("tags"),
          Column.text("attributes"),
          Column.time("available_from"),
          Column.time("available_until"),
          Column.truth("listed")));

  private final List<Column> columns;

  Subject(List<Column> columns) {
    this.columns = columns;
  }

  List<Column> columns() {
    return columns;
  }
}
